using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Vignette.Functions;
using Vignette.Functions.Batches;
using Vignette.Functions.Logging;
using Vignette.Imaging.ImageSharp;
using Vignette.Pipeline;
using Vignette.Pipeline.Captions;
using Vignette.Pipeline.Hosting;
using Vignette.Pipeline.Imaging;
using Vignette.Pipeline.Objects.S3;
using Vignette.Schema.MySql;

[assembly: LambdaSerializer(typeof(SourceGeneratorLambdaJsonSerializer<FunctionJson>))]

namespace Vignette.Functions;

/// <summary>Composition of the functions: this is where the adapters for AWS are chosen.</summary>
[LambdaStartup]
public sealed class Startup
{
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The environment is not as it must be: the message names each such variable.</exception>
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Performance", "CA1822", Justification = "The handlers' generated code calls it on an instance.")]
    public void ConfigureServices(IServiceCollection services) => ConfigureServices(services, new ConfigurationBuilder().AddEnvironmentVariables().Build());

    internal static void ConfigureServices(IServiceCollection services, IConfiguration configuration)
    {
        var environment = PlatformEnvironment.From(configuration);

        services.AddJsonLines(environment.LogLevel);
        services.AddPipeline(environment);
        var isMigration = configuration[FunctionNames.Variable] == FunctionNames.Migrate;
        var database = MySqlOptions.From(configuration);
        services.AddMySqlCatalog(isMigration ? database with { CommandTimeout = MySqlOptions.MigrationTimeout } : database);
        services.AddSchemaGate();
        if (isMigration)
        {
            // It has no business with pictures, and is not told where they are.
            services.AddSingleton(MigrationOptions.From(configuration));
            services.AddSingleton<ApplicationUser>();
            return;
        }

        services.AddS3Stores(S3Options.From(configuration));
        services.AddSingleton(environment.Routes);
        services.AddSingleton<TaskBatch>();
        services.AddSingleton<ImageSharpThumbnailer>();
        services.AddSingleton<IThumbnailer>(provider => new OneAtATimeThumbnailer(provider.GetRequiredService<ImageSharpThumbnailer>()));
        services.AddCaptioner(CaptionOptions.From(configuration));
    }
}

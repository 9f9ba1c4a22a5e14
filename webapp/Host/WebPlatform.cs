using Microsoft.Extensions.Options;
using Vignette.Gallery;
using Vignette.Gallery.Access;
using Vignette.Pipeline;
using Vignette.Pipeline.Hosting;
using Vignette.Pipeline.Objects.S3;
using Vignette.Schema.MySql;
using Vignette.Web.Keys;

namespace Vignette.Web;

/// <summary>
/// The gallery on AWS: on Kestrel behind the load balancer, or, where Lambda's environment says so, as its target on
/// Lambda. This is where the adapters for AWS are chosen.
/// </summary>
public static class WebPlatform
{
    // Lambda sets it for every function.
    private const string LambdaVariable = "AWS_LAMBDA_FUNCTION_NAME";

    // What a load balancer passes on to a function: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html
    private const long LambdaRequestLimit = 1 << 20;

    // Above what a person's browser or one vignette asks for, and each host counts for itself.
    private const int DefaultRateLimit = 100;

    /// <exception cref="OptionsValidationException">The environment is not as it must be: the message names each such variable.</exception>
    public static WebApplication Build(string[] arguments) =>
        Build(WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = arguments, ContentRootPath = AppContext.BaseDirectory }));

    internal static WebApplication Build(WebApplicationBuilder builder)
    {
        var environment = PlatformEnvironment.From(builder.Configuration);
        var tier = WebTier.From(builder.Configuration);
        var signIn = SignInOptions.From(builder.Configuration, otherwise: null);
        if (signIn.Mode == SignInMode.None)
        {
            throw new OptionsValidationException(nameof(SignInOptions), typeof(SignInOptions), [$"{SignInOptions.ModeVariable} is none, but others than this machine reach the gallery: it must be password or cognito."]);
        }

        var s3 = S3Options.From(builder.Configuration);
        var isOnLambda = !string.IsNullOrEmpty(builder.Configuration[LambdaVariable]);

        builder.Logging.ClearProviders();
        builder.Logging.SetMinimumLevel(environment.LogLevel).AddFilter("Microsoft", LogLevel.Warning).AddFilter("MySqlConnector", LogLevel.Warning).AddJsonConsole(json => json.IncludeScopes = true);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.KeepAliveTimeout = WebTier.KeepAlive;
            kestrel.ListenAnyIP(tier.Port);
        });

        var services = builder.Services;
        services.Configure<HostOptions>(host => host.ShutdownTimeout = WebTier.ShutdownTime);
        services.AddAWSLambdaHosting(LambdaEventSource.ApplicationLoadBalancer);
        services.AddLoadBalancer(tier);
        services.AddSharedKeys();
        services.AddOtlpExport(builder.Configuration);

        services.AddMySqlCatalog(MySqlOptions.From(builder.Configuration, MySqlOptions.WebPoolSize));
        services.AddPipeline(environment);
        services.AddSchemaGate();
        services.AddS3Stores(s3);
        services.AddGallery(new GalleryOptions
        {
            SignIn = signIn.Mode,
            SetupCodeSha256 = signIn.SetupCodeSha256,
            LoadBalancer = signIn.LoadBalancer,
            MediaOrigins = [.. new[] { environment.ImageBucket, environment.ThumbnailBucket }.Select(s3.OriginOf).Distinct()],
            UploadOrigin = s3.OriginOf(environment.ImageBucket),
            RequestsPerSecond = environment.RateLimit ?? DefaultRateLimit,
            RequestLimit = isOnLambda ? LambdaRequestLimit : null,

            // A response from Lambda comes whole or not at all.
            StreamsEvents = !isOnLambda,
        });

        var application = builder.Build();
        application.UseLoadBalancer(tier);
        application.MapGallery();
        return application;
    }
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Vignette.Pipeline.Health;
using Vignette.Pipeline.Intake;
using Vignette.Pipeline.Objects;
using Vignette.Pipeline.Publishing;
using Vignette.Pipeline.Sweeping;
using Vignette.Pipeline.Tasks;
using Vignette.Schema.Accounts;
using Vignette.Schema.Catalog;
using Vignette.Schema.Database;
using Vignette.Schema.Migrations;

namespace Vignette.Pipeline;

/// <summary>Composition of what is the same on every host.</summary>
public static class PipelineServices
{
    /// <inheritdoc cref="AddPipeline(IServiceCollection, PlatformEnvironment)"/>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A variable's value cannot be right.</exception>
    public static IServiceCollection AddPipeline(this IServiceCollection services, IConfiguration environment) =>
        services.AddPipeline(PlatformEnvironment.From(environment));

    /// <summary>
    /// Adds the catalog's classes, intake, tasks, sweep and health probes. The host adds an
    /// <see cref="Schema.Database.ICatalogDatabase"/>, the <see cref="ImageStores"/>, an
    /// <see cref="Imaging.IThumbnailer"/> and a <see cref="Captions.ICaptioner"/>.
    /// </summary>
    public static IServiceCollection AddPipeline(this IServiceCollection services, PlatformEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(environment);
        services.AddSingleton(environment.Pipeline);

        services.TryAddSingleton<ImageChanges>();
        services.TryAddSingleton<AccountDirectory>();
        services.TryAddSingleton<ApiTokens>();
        services.TryAddSingleton<AuditLog>();
        services.TryAddSingleton<ImageAccess>();
        services.TryAddSingleton<ImageAnnotations>();
        services.TryAddSingleton<ImageDigests>();
        services.TryAddSingleton(provider => new ImageReader(provider.GetRequiredService<ICatalogDatabase>(), Viewer.OfEverything));
        services.TryAddSingleton<ImageRemovals>();
        services.TryAddSingleton<ImageTrash>();
        services.TryAddSingleton<ImageUploads>();
        services.TryAddSingleton<SearchRenewal>();
        services.TryAddSingleton<StuckImages>();
        services.TryAddSingleton<TaskLedger>();

        services.AddSingleton<AnnotationIntake>();
        services.AddSingleton<ApprovalAnnouncer>();
        services.AddSingleton<DirectIntake>();
        services.AddSingleton<ImageIntake>();
        services.AddSingleton<IIntakeLimit, BacklogLimit>();
        services.AddSingleton<IntakeGate>();
        services.AddSingleton<ImageRemover>();
        services.AddSingleton<ImageRetry>();

        services.AddSingleton(new RetryBackoff(Random.Shared));
        services.AddSingleton<IImageTask, ThumbnailTask>();
        services.AddSingleton<IImageTask, CaptionTask>();
        services.AddSingleton<IImageTask, PublishTask>();
        services.AddSingleton<TaskSubjects>();
        services.AddSingleton<TaskDispatcher>();
        services.AddSingleton<Sweep>();

        services.AddSingleton<IDependencyProbe, CatalogProbe>();
        services.AddSingleton<IDependencyProbe>(provider => new ObjectStoreProbe("originals", provider.GetRequiredService<ImageStores>().Originals));
        services.AddSingleton<IDependencyProbe>(provider => new ObjectStoreProbe("renditions", provider.GetRequiredService<ImageStores>().Renditions));
        return services;
    }

    /// <summary>Adds the look at the schema, for hosts that do not migrate themselves; it counts as a dependency of theirs.</summary>
    public static IServiceCollection AddSchemaGate(this IServiceCollection services)
    {
        services.AddSingleton<Migrator>();
        services.AddSingleton<SchemaGate>();
        return services.AddSingleton<IDependencyProbe, SchemaProbe>();
    }
}

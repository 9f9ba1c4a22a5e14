using Microsoft.Extensions.DependencyInjection;
using Vignette.Pipeline.Events;
using Vignette.Pipeline.Intake;
using Vignette.Pipeline.Objects;
using Vignette.Pipeline.Objects.Directories;
using Vignette.Schema.Queue;

namespace Vignette.Pipeline.Local;

/// <summary>Composition of what stands on one machine for S3, EventBridge, SQS and Lambda.</summary>
public static class LocalPipelineServices
{
    /// <summary>Adds the buckets as folders; what is put among the originals and the renditions is announced.</summary>
    public static IServiceCollection AddDirectoryStores(this IServiceCollection services, string originals, string renditions, string dataset)
    {
        services.AddSingleton<IIntakeLimit>(provider => new FreeSpaceLimit(originals, provider.GetRequiredService<PipelineOptions>()));
        return services.AddSingleton(provider => Stores(provider, originals, renditions, dataset));
    }

    private static ImageStores Stores(IServiceProvider provider, string originals, string renditions, string dataset)
    {
        var environment = provider.GetRequiredService<PlatformEnvironment>();
        var time = provider.GetRequiredService<TimeProvider>();
        var events = provider.GetRequiredService<IObjectEvents>();
        return new ImageStores(
            new AnnouncingObjectStore(new DirectoryObjectStore(environment.ImageBucket, originals, time), events, time),
            new AnnouncingObjectStore(new DirectoryObjectStore(environment.ThumbnailBucket, renditions, time), events, time),
            new DirectoryObjectStore(environment.DatasetBucket, dataset, time));
    }

    /// <summary>Adds the event bus, the workers, the recovery of what a killed process left, and the sweep. Right for one process at a time.</summary>
    public static IServiceCollection AddLocalPipeline(this IServiceCollection services, LocalPipelineOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<MessageQueue>();
        services.AddSingleton<QueueSignal>();
        services.AddSingleton(provider => provider.GetRequiredService<PlatformEnvironment>().Routes);
        services.AddSingleton<IObjectEvents, LocalEventBus>();
        services.AddSingleton<ArrivalScan>();

        // In this order: nothing may be taken before what was held is free again.
        services.AddHostedService<LocalRecovery>();
        services.AddHostedService<SweepService>();
        services.AddHostedService<QueueWorker>();
        return services;
    }
}

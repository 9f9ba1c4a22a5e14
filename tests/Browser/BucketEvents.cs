using Microsoft.Extensions.Hosting;
using Vignette.Pipeline.Events;
using Vignette.Pipeline.Objects;

namespace Vignette.Browser.Tests;

/// <summary>Tells the platform's event bus what comes into a bucket, as S3 tells EventBridge.</summary>
internal sealed class BucketEvents(ImageStores stores, IObjectEvents events) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var told = new HashSet<ObjectInfo>();
        while (true)
        {
            await foreach (var stored in stores.Originals.ListAsync("", stoppingToken))
            {
                if (told.Add(stored))
                {
                    await events.PublishAsync(new ObjectCreatedEvent(stores.Originals.Bucket, stored.Key, stored.Size, stored.ETag, null, stored.LastModified), stoppingToken);
                }
            }

            await Task.Delay(Pause, TimeProvider.System, stoppingToken);
        }
    }
}

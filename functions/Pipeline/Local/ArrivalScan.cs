using Microsoft.Extensions.Logging;
using Vignette.Pipeline.Objects;
using Vignette.Schema.Catalog;

namespace Vignette.Pipeline.Local;

/// <summary>Finds objects that arrived on their own, as a file copied straight into the folder, and announces them; S3 does that by itself.</summary>
public sealed class ArrivalScan(ImageStores stores, ImageUploads uploads, LocalPipelineOptions options, TimeProvider time, ILogger<ArrivalScan> logger)
{
    private const int BatchSize = 500;

    /// <summary>Looks through all originals. Returns how many had arrived; one that is still being written waits for the next scan.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var settled = time.GetUtcNow() - options.ArrivalAge;
        var arrived = 0;
        var whole = stores.Originals.ListAsync("", cancellationToken).Where(original => original.LastModified <= settled).Select(original => original.Key);
        await foreach (var keys in whole.Chunk(BatchSize).WithCancellation(cancellationToken))
        {
            foreach (var key in await uploads.UnknownKeysAsync(keys, cancellationToken))
            {
                arrived += await stores.Originals.TouchAsync(key, cancellationToken) ? 1 : 0;
            }
        }

        if (arrived > 0)
        {
            logger.ObjectsArrived(arrived);
        }

        return arrived;
    }
}

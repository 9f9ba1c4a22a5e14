using Vignette.Pipeline.Objects;
using Vignette.Pipeline.Tasks;
using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Pipeline.Intake;

/// <summary>Drives the failed tasks of an image again, by touching its object.</summary>
public sealed class ImageRetry(ImageReader images, TaskLedger ledger, ImageStores stores)
{
    public async Task<RetryOutcome> RetryAsync(ImageId id, CancellationToken cancellationToken)
    {
        if (await images.FindAsync(id, cancellationToken) is not { } image)
        {
            return RetryOutcome.NotFound;
        }

        if (await ledger.ResetFailedAsync(id, cancellationToken) == 0)
        {
            return RetryOutcome.NothingFailed;
        }

        // From here on the tasks are pending: what is not driven now, the sweep drives.
        if (!await stores.Originals.TouchAsync(image.ObjectKey, CancellationToken.None))
        {
            await ledger.FailWithoutOriginalAsync(image, CancellationToken.None);
        }

        return RetryOutcome.Started;
    }
}

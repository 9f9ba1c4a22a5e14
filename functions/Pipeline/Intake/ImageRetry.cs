using Vignette.Pipeline.Objects;
using Vignette.Pipeline.Publishing;
using Vignette.Pipeline.Tasks;
using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Pipeline.Intake;

/// <summary>Drives the failed tasks of an image again, by touching its object and announcing its approval.</summary>
public sealed class ImageRetry(ImageReader images, TaskLedger ledger, ImageStores stores, ApprovalAnnouncer announcer)
{
    public async Task<RetryOutcome> RetryAsync(ImageId id, CancellationToken cancellationToken)
    {
        if (await images.FindAsync(id, cancellationToken) is not { } image)
        {
            return RetryOutcome.NotFound;
        }

        var failed = await ledger.ResetFailedAsync(id, cancellationToken);
        if (failed.Count == 0)
        {
            return RetryOutcome.NothingFailed;
        }

        // From here on the tasks are pending: what is not driven now, the sweep drives.
        if (failed.Contains(TaskKind.Publish))
        {
            await announcer.AnnounceAsync(image, CancellationToken.None);
        }

        if (failed.Intersect(TaskKinds.OfObjects).Any() && !await stores.Originals.TouchAsync(image.ObjectKey, CancellationToken.None))
        {
            await ledger.FailWithoutOriginalAsync(image, CancellationToken.None);
        }

        return RetryOutcome.Started;
    }
}

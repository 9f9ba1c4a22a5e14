using Microsoft.Extensions.Logging;
using Vignette.Pipeline.Objects;
using Vignette.Pipeline.Publishing;
using Vignette.Pipeline.Tasks;
using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Pipeline.Intake;

/// <summary>
/// Takes images away and brings them back; what stops half-way, the sweep finishes. In the trash an image keeps its
/// objects, and its place in the data set. The row of one that is deleted for good stays, marked, for some minutes, so that live pages learn of it.
/// </summary>
public sealed class ImageRemover(
    ImageRemovals removals,
    ImageTrash trash,
    ImageUploads uploads,
    TaskLedger ledger,
    ImageStores stores,
    ApprovalAnnouncer announcer,
    PipelineOptions options,
    TimeProvider time,
    ILogger<ImageRemover> logger)
{
    // As much as the catalog and the store do at once for one request.
    private const int Parallelism = 8;

    private const int BatchSize = ImageQuery.MaxLimit;

    /// <summary>
    /// Puts an image into the trash for <see cref="PipelineOptions.TrashTime"/>. Without such a time it is deleted for good, as
    /// is an upload that never came, in which nothing is lost. False where there is no such image.
    /// </summary>
    /// <param name="by">Who deletes it.</param>
    public async Task<bool> TrashAsync(ImageId id, string by, CancellationToken cancellationToken)
    {
        if (options.TrashTime > TimeSpan.Zero && await removals.TrashAsync(id, by, time.GetUtcNow() + options.TrashTime, cancellationToken))
        {
            return true;
        }

        return await uploads.FindAsync(id, cancellationToken) is { } left
            && (options.TrashTime == TimeSpan.Zero || !left.Stored)
            && await RemoveAsync(id, cancellationToken);
    }

    /// <summary>Takes an image out of the trash and goes on with what was unfinished. False where it is not there, or its time is over.</summary>
    public async Task<bool> RestoreAsync(ImageId id, CancellationToken cancellationToken)
    {
        if (await removals.RestoreAsync(id, cancellationToken) is not { } image)
        {
            return false;
        }

        try
        {
            await DriveAsync(image);
        }
        catch (Exception fault)
        {
            logger.RestoredNotDriven(fault, id);
        }

        return true;
    }

    /// <summary>Deletes an image for good, in the trash or not. False where there is no such image.</summary>
    public async Task<bool> RemoveAsync(ImageId id, CancellationToken cancellationToken) =>
        await DeleteObjectsAsync(await removals.MarkAsync(id, cancellationToken));

    /// <summary>Deletes an image for good that is in the trash. False where it is not there.</summary>
    public async Task<bool> PurgeAsync(ImageId id, CancellationToken cancellationToken) =>
        await DeleteObjectsAsync(await removals.MarkTrashedAsync(id, cancellationToken));

    /// <summary>Deletes for good what somebody has in the trash. Nobody finds it from now on; the sweep deletes the objects, however many there are. Returns how many images.</summary>
    public Task<int> EmptyAsync(Viewer viewer, CancellationToken cancellationToken) =>
        EachAsync(viewer, async (id, token) => await removals.MarkTrashedAsync(id, token) is not null, cancellationToken);

    /// <summary>Restores all that somebody has in the trash. Returns how many images.</summary>
    public Task<int> RestoreAllAsync(Viewer viewer, CancellationToken cancellationToken) => EachAsync(viewer, RestoreAsync, cancellationToken);

    /// <summary>Does something with every image that somebody has in the trash now, and counts where it was done.</summary>
    private async Task<int> EachAsync(Viewer viewer, Func<ImageId, CancellationToken, Task<bool>> act, CancellationToken cancellationToken)
    {
        var done = 0;
        TrashCursor? after = null;
        do
        {
            var page = await trash.ListAsync(viewer, after, BatchSize, cancellationToken);
            await Parallel.ForEachAsync(
                page.Images,
                new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
                async (trashed, token) => Interlocked.Add(ref done, await act(trashed.Image.Id, token) ? 1 : 0));
            after = page.Next;
        }
        while (after is not null);

        return done;
    }

    private async Task<bool> DeleteObjectsAsync(ImageRecord? marked)
    {
        if (marked is null)
        {
            return false;
        }

        try
        {
            await stores.DeleteObjectsAsync(marked, CancellationToken.None);
        }
        catch (Exception fault)
        {
            logger.ObjectsNotDeleted(fault, marked.Id);
        }

        return true;
    }

    /// <summary>Events that came while it was in the trash did nothing.</summary>
    private async Task DriveAsync(ImageRecord image)
    {
        if (await stores.Originals.HeadAsync(image.ObjectKey, CancellationToken.None) is not { } original)
        {
            await ledger.FailWithoutOriginalAsync(image, CancellationToken.None);
        }
        else if (image.OverallStatus is TaskState.Pending or TaskState.Processing || original.ETag != image.ObjectVersion)
        {
            await stores.Originals.TouchAsync(image.ObjectKey, CancellationToken.None);
        }

        if (image.Publication == PublicationState.Pending)
        {
            await announcer.AnnounceAsync(image, CancellationToken.None);
        }
    }
}

using Microsoft.Extensions.Logging;
using Vignette.Pipeline.Objects;
using Vignette.Pipeline.Publishing;
using Vignette.Pipeline.Tasks;
using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Pipeline.Sweeping;

/// <summary>
/// Finishes what stopped half-way, so that a crash anywhere loses nothing: drives stuck images again by touching their
/// objects, announces approvals again that were not published, recovers or removes uploads that nobody completed, purges what was deleted, and writes what an older program
/// did not know to write. Harmless at any time, in any number of processes.
/// </summary>
public sealed class Sweep(
    ImageStores stores,
    StuckImages stuck,
    ImageUploads uploads,
    ImageRemovals removals,
    TaskLedger ledger,
    ApprovalAnnouncer announcer,
    SearchRenewal renewal,
    ILogger<Sweep> logger)
{
    private const int BatchSize = 200;

    /// <summary>One sweep. An image that makes trouble does not hinder the others.</summary>
    public async Task<SweepReport> RunAsync(SweepCutoffs cutoffs, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cutoffs);
        var tally = new Dictionary<Result, int>();
        await EachAsync((after, token) => stuck.UnfinishedAsync(cutoffs.Unfinished, after, BatchSize, token), DriveAsync, tally, cancellationToken);
        await EachAsync((after, token) => stuck.UnpublishedAsync(cutoffs.Unfinished, after, BatchSize, token), AnnounceAsync, tally, cancellationToken);
        await EachAsync((after, token) => stuck.UnstoredAsync(cutoffs.Unstored, after, BatchSize, token), SettleUploadAsync, tally, cancellationToken);
        await PurgeAsync(cutoffs.Deleted, tally, cancellationToken);
        await renewal.RunAsync(cancellationToken);

        int Count(Result result) => tally.GetValueOrDefault(result);
        var report = new SweepReport(Count(Result.Driven), Count(Result.Vanished), Count(Result.Recovered), Count(Result.Abandoned), Count(Result.Purged), Count(Result.Announced), Count(Result.Skipped));
        if (!report.IsEmpty)
        {
            logger.Swept(report);
        }

        return report;
    }

    private async Task EachAsync(
        Func<long, CancellationToken, Task<IReadOnlyList<ImageRecord>>> read,
        Func<ImageRecord, CancellationToken, Task<Result>> settle,
        Dictionary<Result, int> tally,
        CancellationToken cancellationToken)
    {
        long after = 0;
        IReadOnlyList<ImageRecord> images;
        do
        {
            images = await read(after, cancellationToken);
            foreach (var image in images)
            {
                await SettleAsync(image, settle, tally, cancellationToken);
                after = image.Sequence;
            }
        }
        while (images.Count == BatchSize);
    }

    private async Task PurgeAsync(DateTimeOffset before, Dictionary<Result, int> tally, CancellationToken cancellationToken)
    {
        IReadOnlyList<ImageRecord> images;
        int purged;
        do
        {
            // What is purged is not found again; where nothing of a batch could be purged, the rest waits for the next sweep.
            purged = tally.GetValueOrDefault(Result.Purged);
            images = await removals.MarkedBeforeAsync(before, BatchSize, cancellationToken);
            foreach (var image in images)
            {
                await SettleAsync(image, PurgeAsync, tally, cancellationToken);
            }
        }
        while (images.Count == BatchSize && tally.GetValueOrDefault(Result.Purged) > purged);
    }

    private async Task SettleAsync(
        ImageRecord image, Func<ImageRecord, CancellationToken, Task<Result>> settle, Dictionary<Result, int> tally, CancellationToken cancellationToken)
    {
        Result result;
        try
        {
            result = await settle(image, cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            logger.ImageNotSwept(fault, image.Id);
            result = Result.Skipped;
        }

        tally[result] = tally.GetValueOrDefault(result) + 1;
    }

    private async Task<Result> DriveAsync(ImageRecord image, CancellationToken cancellationToken)
    {
        if (await stores.Originals.TouchAsync(image.ObjectKey, cancellationToken))
        {
            return Result.Driven;
        }

        await ledger.FailWithoutOriginalAsync(image, cancellationToken);
        return Result.Vanished;
    }

    private async Task<Result> AnnounceAsync(ImageRecord image, CancellationToken cancellationToken)
    {
        await announcer.AnnounceAsync(image, cancellationToken);
        return Result.Announced;
    }

    private async Task<Result> SettleUploadAsync(ImageRecord image, CancellationToken cancellationToken)
    {
        if (await stores.Originals.TouchAsync(image.ObjectKey, cancellationToken))
        {
            return Result.Recovered;
        }

        await uploads.AbandonAsync(image.Id, cancellationToken);
        return Result.Abandoned;
    }

    private async Task<Result> PurgeAsync(ImageRecord image, CancellationToken cancellationToken)
    {
        await stores.DeleteObjectsAsync(image, cancellationToken);
        await removals.PurgeAsync(image.Id, cancellationToken);
        return Result.Purged;
    }

    private enum Result
    {
        Driven,
        Vanished,
        Recovered,
        Abandoned,
        Purged,
        Announced,
        Skipped,
    }
}

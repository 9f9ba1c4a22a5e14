using System.Collections.Concurrent;

namespace Vignette.Cli.Deployments.Load;

/// <summary>Deletes the pictures of a run for good, so that a test leaves a gallery as it was.</summary>
/// <param name="run">The run's name, with which the names of its pictures begin.</param>
internal sealed class LoadCleanup(GalleryClient gallery, string run, GalleryRetries retries, TimeProvider time)
{
    // A gallery that people use should not notice.
    private const int AtOnce = 4;

    private readonly ConcurrentDictionary<string, bool> _failed = [];

    private int _done;
    private int _total;

    /// <param name="ids">Those that were taken. One whose answer was lost is found by its name.</param>
    /// <returns>How many are left; null where the gallery does not say.</returns>
    public async Task<long?> RunAsync(IReadOnlyCollection<string> ids, Action<int, int> onDeleted, CancellationToken cancellationToken)
    {
        // As often as there are fewer of them.
        for (var (left, before) = (ids, int.MaxValue); ; before = left.Count)
        {
            await DeleteAsync(left, onDeleted, cancellationToken);
            try
            {
                // What is in the trash no search finds.
                left = [.. (await FindAsync(cancellationToken)).Union(_failed.Keys)];
            }
            catch (GalleryException)
            {
                return null;
            }

            if (left.Count == 0 || left.Count >= before)
            {
                return left.Count;
            }
        }
    }

    private async Task<IReadOnlyCollection<string>> FindAsync(CancellationToken cancellationToken)
    {
        var found = new List<string>();
        string? cursor = null;
        do
        {
            var query = $"?limit=200&q={run}{(cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}";
            var page = await retries.RunAsync(() => gallery.ListAsync(query, cancellationToken), time, cancellationToken);
            found.AddRange(page.Images.Where(image => image.Filename.StartsWith(run, StringComparison.Ordinal)).Select(image => image.Id));
            cursor = page.Next;
        }
        while (cursor is not null);
        return found;
    }

    private Task DeleteAsync(IReadOnlyCollection<string> ids, Action<int, int> onDeleted, CancellationToken cancellationToken)
    {
        _total += ids.Count;
        return Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (id, token) =>
        {
            try
            {
                await retries.RunAsync(() => gallery.DeleteAsync(id, token), time, token);
                await retries.RunAsync(() => gallery.PurgeAsync(id, token), time, token);
                _failed.TryRemove(id, out _);
            }
            catch (GalleryException)
            {
                _failed[id] = true;
            }

            onDeleted(Interlocked.Increment(ref _done), _total);
        });
    }
}

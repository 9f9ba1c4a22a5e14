namespace Vignette.Cli.Deployments.Load;

/// <summary>Deletes the pictures of a run for good, so that a test leaves a gallery as it was.</summary>
/// <param name="run">The run's name, with which the names of its pictures begin.</param>
internal sealed class LoadCleanup(GalleryClient gallery, string run, GalleryRetries retries, TimeProvider time)
{
    // A gallery that people use should not notice.
    private const int AtOnce = 4;

    private int _done;
    private int _total;

    /// <param name="ids">Those that were taken. One whose answer was lost is found by its name.</param>
    /// <returns>How many are left; null where the gallery does not say.</returns>
    public async Task<long?> RunAsync(IReadOnlyCollection<string> ids, Action<int, int> onDeleted, CancellationToken cancellationToken)
    {
        await DeleteAsync(ids, onDeleted, cancellationToken);
        try
        {
            // A page at a time, as long as there are fewer of them.
            for (var (before, found) = (int.MaxValue, await FindAsync(cancellationToken)); ; (before, found) = (found.Count, await FindAsync(cancellationToken)))
            {
                if (found.Count == 0 || found.Count >= before)
                {
                    return found.Count;
                }

                await DeleteAsync(found, onDeleted, cancellationToken);
            }
        }
        catch (GalleryException)
        {
            return null;
        }
    }

    private async Task<IReadOnlyCollection<string>> FindAsync(CancellationToken cancellationToken)
    {
        var page = await retries.RunAsync(() => gallery.ListAsync($"?limit=200&q={Uri.EscapeDataString(run)}", cancellationToken), time, cancellationToken);
        return [.. page.Images.Where(image => image.Filename.StartsWith(run, StringComparison.Ordinal)).Select(image => image.Id)];
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
            }
            catch (GalleryException)
            {
                // It is found again, and counted.
            }

            onDeleted(Interlocked.Increment(ref _done), _total);
        });
    }
}

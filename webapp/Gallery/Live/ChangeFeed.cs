using System.Runtime.CompilerServices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Gallery.Live;

/// <summary>
/// Looks for changes in the catalog, once for all who watch and only while anyone does. What it tells is the state of an
/// image, so that hearing it twice is harmless.
/// </summary>
internal sealed class ChangeFeed(
    ImageChanges changes,
    GalleryOptions options,
    TimeProvider time,
    IHostApplicationLifetime lifetime,
    ILogger<ChangeFeed> logger)
{
    // Marks are the writers' clocks, and a write shows only when it commits: look this much further back.
    private const long LookbackMilliseconds = 3_000;

    private const int Batch = 200;

    private readonly Lock _gate = new();
    private readonly List<Watcher> _watchers = [];
    private bool _polling;

    /// <summary>Begins to watch.</summary>
    /// <param name="viewer">Hears of what they see.</param>
    /// <param name="since">A mark: changes after it are told first. Null to begin with the next change.</param>
    public async Task<Watcher> WatchAsync(Viewer viewer, long? since, CancellationToken cancellationToken)
    {
        var watcher = new Watcher(viewer, Leave);
        var mark = await changes.CurrentAsync(cancellationToken);
        Join(watcher, mark);
        try
        {
            if (since is { } from)
            {
                await CatchUpAsync(watcher, from - LookbackMilliseconds, cancellationToken);
            }
        }
        catch
        {
            watcher.Dispose();
            throw;
        }

        return watcher;
    }

    private async Task CatchUpAsync(Watcher watcher, long from, CancellationToken cancellationToken)
    {
        var missed = await changes.SinceAsync(from, Batch, cancellationToken);
        if (missed.Count == Batch)
        {
            // So much that reading the page again is less work.
            watcher.Offer(EventFrames.Resync);
            return;
        }

        foreach (var change in missed)
        {
            watcher.Offer(EventFrames.Image(change.Mark, ImageEvent.Of(change)), change.Image);
        }
    }

    private void Join(Watcher watcher, long mark)
    {
        lock (_gate)
        {
            _watchers.Add(watcher);
            if (!_polling)
            {
                _polling = true;
                _ = Task.Run(() => PollAsync(mark, lifetime.ApplicationStopping), CancellationToken.None);
            }
        }
    }

    private void Leave(Watcher watcher)
    {
        lock (_gate)
        {
            _watchers.Remove(watcher);
        }
    }

    private async Task PollAsync(long mark, CancellationToken stopping)
    {
        var told = new Dictionary<ImageId, (long Mark, ImageEvent Event)>();
        var heartbeat = time.GetTimestamp();
        var failing = false;
        while (!IsOver())
        {
            try
            {
                mark = await TellNewsAsync(mark, told, stopping);
                failing = false;
                if (time.GetElapsedTime(heartbeat) >= options.HeartbeatInterval)
                {
                    heartbeat = time.GetTimestamp();
                    Tell(EventFrames.Heartbeat);
                }
            }
            catch (Exception fault) when (!stopping.IsCancellationRequested)
            {
                if (!failing)
                {
                    failing = true;
                    Log.ChangesUnavailable(logger, fault);
                }
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(options.ChangePollInterval, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        bool IsOver()
        {
            lock (_gate)
            {
                _polling = _watchers.Count > 0 && !stopping.IsCancellationRequested;
                return !_polling;
            }
        }
    }

    private async Task<long> TellNewsAsync(long mark, Dictionary<ImageId, (long Mark, ImageEvent Event)> told, CancellationToken cancellationToken)
    {
        await foreach (var change in SinceAsync(mark - LookbackMilliseconds, cancellationToken))
        {
            mark = Math.Max(mark, change.Mark);
            var news = (change.Mark, ImageEvent.Of(change));
            if (!told.TryGetValue(change.Id, out var before) || before != news)
            {
                told[change.Id] = news;
                Tell(EventFrames.Image(change.Mark, news.Item2), change.Image);
            }
        }

        foreach (var (id, (seen, _)) in told)
        {
            if (seen < mark - LookbackMilliseconds)
            {
                told.Remove(id);
            }
        }

        return mark;
    }

    private async IAsyncEnumerable<ImageChange> SinceAsync(long from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var batch = await changes.SinceAsync(from, Batch, cancellationToken);
            foreach (var change in batch)
            {
                yield return change;
            }

            if (batch.Count < Batch)
            {
                yield break;
            }

            // Once more from the last millisecond, of which there may be more; on, if it alone fills a batch.
            from = Math.Max(from + 1, batch[^1].Mark - 1);
        }
    }

    private void Tell(ReadOnlyMemory<byte> frame, ImageRecord? image = null)
    {
        lock (_gate)
        {
            foreach (var watcher in _watchers)
            {
                watcher.Offer(frame, image);
            }
        }
    }
}

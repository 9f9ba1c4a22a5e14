using System.Net;

namespace Vignette.Cli.Deployments.Ingest;

/// <summary>
/// How fast a gallery is asked, by its answers: what runs at once grows by one with each round that succeeds and is halved where
/// the gallery has enough or does not answer (additive increase, multiplicative decrease); then all wait, as long as the gallery
/// says or ever longer. One that is away for longer than the patience is given up.
/// </summary>
/// <param name="most">The most that runs at once.</param>
/// <param name="patience">How long nothing may succeed from the first failure on.</param>
/// <param name="jitter">0 to 1, so that many who were refused together do not come back together.</param>
internal sealed class SendingPace(int most, TimeSpan patience, TimeProvider time, Func<double> jitter)
{
    private const int Begin = 2;

    // Of one thing, while others succeed.
    private const int Tries = 4;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private TaskCompletionSource _changed = NewSignal();
    private double _limit = Math.Min(Begin, most);
    private int _running;
    private int _cuts;
    private long _successes;
    private long _lastCut = time.GetTimestamp();
    private DateTimeOffset _pausedUntil = DateTimeOffset.MinValue;
    private DateTimeOffset? _awaySince;
    private GalleryException? _givenUp;

    /// <summary>Told where all wait: why, and how long.</summary>
    public Action<GalleryException, TimeSpan>? OnPause { get; init; }

    /// <summary>How much may run at once now.</summary>
    public int Limit
    {
        get
        {
            lock (_lock)
            {
                return (int)_limit;
            }
        }
    }

    /// <summary>Does it once it is its turn, and again where it failed for a reason that may pass.</summary>
    /// <param name="isOfAll">Whether all depends on it, so that there is no going on without it.</param>
    /// <exception cref="GalleryException">It failed, and not for a reason that passes or that others share.</exception>
    /// <exception cref="GalleryAwayException">The gallery is away for too long.</exception>
    public async Task<T> RunAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken, bool isOfAll = false)
    {
        for (var tries = 1; ;)
        {
            var (began, successes) = await EnterAsync(cancellationToken);
            try
            {
                var result = await work();
                Succeed();
                return result;
            }
            catch (GalleryException fault) when (MayPass(fault))
            {
                tries += Fail(fault, began, successes) ? 1 : 0;
                if (tries > Tries && !isOfAll)
                {
                    throw;
                }
            }
            finally
            {
                Leave();
            }
        }
    }

    private static bool MayPass(GalleryException fault) => fault.IsTransient || (int?)fault.Status >= 500 || fault.Status == HttpStatusCode.RequestTimeout;

    private static bool IsBusy(GalleryException fault) => fault.Status is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable;

    private async Task<(long Began, long Successes)> EnterAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task turn;
            lock (_lock)
            {
                if (_givenUp is not null)
                {
                    throw new GalleryAwayException(_givenUp);
                }

                var pause = _pausedUntil - time.GetUtcNow();
                if (pause <= TimeSpan.Zero && _running < (int)_limit)
                {
                    _running++;
                    return (time.GetTimestamp(), _successes);
                }

                turn = pause > TimeSpan.Zero ? Task.Delay(pause, time, cancellationToken) : _changed.Task.WaitAsync(cancellationToken);
            }

            await turn;
        }
    }

    private void Leave()
    {
        lock (_lock)
        {
            _running--;
            Signal();
        }
    }

    private void Succeed()
    {
        lock (_lock)
        {
            _successes++;
            (_cuts, _awaySince) = (0, null);
            _limit = Math.Min(most, _limit + (1 / Math.Floor(_limit)));
            Signal();
        }
    }

    /// <returns>Whether it is for this one thing, and counts as a try of it.</returns>
    private bool Fail(GalleryException fault, long began, long successes)
    {
        TimeSpan pause;
        bool counts, said;
        lock (_lock)
        {
            // What was begun before the last cut says nothing new, but for when to come back.
            var isNew = began > _lastCut || _cuts == 0;
            if (isNew)
            {
                _limit = Math.Max(1, Math.Floor(_limit / 2));
                _lastCut = time.GetTimestamp();
                _cuts++;
            }

            var now = time.GetUtcNow();
            pause = fault.RetryAfter is { } asked && asked > TimeSpan.Zero ? asked : isNew ? Backoff() : TimeSpan.Zero;
            _pausedUntil = now + pause > _pausedUntil ? now + pause : _pausedUntil;
            _awaySince ??= now;
            if (_pausedUntil - _awaySince > patience)
            {
                _givenUp ??= fault;
                throw new GalleryAwayException(fault);
            }

            counts = fault.Status == HttpStatusCode.InternalServerError || (!IsBusy(fault) && _successes > successes);
            said = isNew;
        }

        if (said)
        {
            OnPause?.Invoke(fault, pause);
        }

        return counts;
    }

    private TimeSpan Backoff()
    {
        var pause = FirstPause * Math.Pow(2, Math.Min(_cuts - 1, 10));
        return (pause < LongestPause ? pause : LongestPause) * (0.5 + (0.5 * jitter()));
    }

    private void Signal()
    {
        var changed = _changed;
        _changed = NewSignal();
        changed.SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

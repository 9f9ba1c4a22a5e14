namespace Vignette.Cli.Deployments.Transfers;

/// <summary>How fast something goes now: over the last seconds.</summary>
internal sealed class TransferRate(TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);

    private readonly Queue<(long At, long Done)> _seen = [];
    private long _last;

    /// <returns>So many a second; null until that can be told.</returns>
    public double? Note(long done)
    {
        var now = time.GetTimestamp();
        if (_seen.Count == 0 || time.GetElapsedTime(_last, now) >= Step)
        {
            _seen.Enqueue((now, done));
            _last = now;
        }

        while (_seen.Count > 1 && time.GetElapsedTime(_seen.Peek().At, now) > Window)
        {
            _seen.Dequeue();
        }

        var (at, was) = _seen.Peek();
        var elapsed = time.GetElapsedTime(at, now);
        return elapsed >= Least ? (done - was) / elapsed.TotalSeconds : null;
    }
}

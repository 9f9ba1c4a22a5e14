namespace Vignette.Pipeline;

/// <summary>A clock that never shows the same time twice, nor an earlier one.</summary>
internal sealed class RisingClock(TimeProvider time)
{
    private long _last;

    /// <summary>Ticks of UTC.</summary>
    public long Next()
    {
        long last, next;
        do
        {
            last = Interlocked.Read(ref _last);
            next = Math.Max(time.GetUtcNow().UtcTicks, last + 1);
        }
        while (Interlocked.CompareExchange(ref _last, next, last) != last);
        return next;
    }
}

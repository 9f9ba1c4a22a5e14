namespace Vignette.Cli.Deployments.Load.Measuring;

/// <summary>
/// How long things took, in microseconds, in buckets that are at most a 128th as wide as what they hold: what is told of it is never
/// less than it was, and less than 0.8 percent more. All of it takes 58 kB, however many are recorded, and however long they took.
/// </summary>
/// <remarks>The buckets are those of HdrHistogram, whose package not every registry has: values to 2·2⁷ each have their own, and each further power of two has 2⁷.</remarks>
internal sealed class LatencyHistogram
{
    private const int Bits = 7;
    private const int SubBuckets = 1 << Bits;

    private readonly long[] _counts = new long[(64 - Bits) * SubBuckets];
    private double _sum;

    public long Count { get; private set; }

    /// <summary>Microseconds, exactly; 0 where there are none.</summary>
    public long Max { get; private set; }

    /// <summary>Microseconds; 0 where there are none.</summary>
    public double Mean => Count == 0 ? 0 : _sum / Count;

    /// <param name="microseconds">What is less than nothing counts as nothing: clocks have steps.</param>
    public void Record(long microseconds)
    {
        microseconds = Math.Max(0, microseconds);
        _counts[IndexOf(microseconds)]++;
        _sum += microseconds;
        Max = Math.Max(Max, microseconds);
        Count++;
    }

    /// <summary>Those buckets that have any, from the smallest.</summary>
    /// <returns>The most microseconds that are in it, and how many are.</returns>
    public IEnumerable<(long UpTo, long Count)> Buckets()
    {
        for (var index = 0; index < _counts.Length; index++)
        {
            if (_counts[index] > 0)
            {
                yield return (Math.Min(HighestOf(index), Max), _counts[index]);
            }
        }
    }

    private static int IndexOf(long value)
    {
        var shift = Math.Max(0, 63 - long.LeadingZeroCount(value | 1) - Bits);
        return (int)((shift * SubBuckets) + (value >> (int)shift));
    }

    private static long HighestOf(int index)
    {
        var shift = Math.Max(0, (index / SubBuckets) - 1);
        return ((index - (shift * SubBuckets) + 1L) << shift) - 1;
    }
}

namespace Vignette.Cli.Deployments.Load.Measuring;

/// <summary>How long something took, in milliseconds: never told as less than it was, and as less than 0.8 percent more. All is 0 where nothing was measured.</summary>
/// <param name="P50">Half took no longer than this; the others likewise.</param>
/// <param name="Buckets">From the smallest; only those that have any.</param>
internal sealed record Latencies(long Count, double Mean, double P50, double P90, double P99, double P999, double Max, IReadOnlyList<HistogramBucket> Buckets)
{
    private const double Microseconds = 1000;

    internal static Latencies Of(LatencyHistogram histogram)
    {
        var buckets = histogram.Buckets().Select(bucket => new HistogramBucket(bucket.UpTo / Microseconds, bucket.Count)).ToList();
        return new Latencies(histogram.Count, Math.Round(histogram.Mean / Microseconds, 3), At(buckets, 50), At(buckets, 90), At(buckets, 99), At(buckets, 99.9), histogram.Max / Microseconds, buckets);
    }

    /// <summary>So many percent took no longer than this.</summary>
    /// <param name="percentile">0 to 100.</param>
    /// <returns>The smallest value that at least so many of those measured do not exceed, as HdrHistogram has it.</returns>
    public double At(double percentile) => At(Buckets, percentile);

    private static double At(IReadOnlyList<HistogramBucket> buckets, double percentile)
    {
        // A product such as 0.9 · 10 is a little more than 9.
        var wanted = Math.Max(1, Math.Ceiling((percentile / 100 * buckets.Sum(bucket => bucket.Count)) - 1e-9));
        var seen = 0L;
        foreach (var (upTo, count) in buckets)
        {
            seen += count;
            if (seen >= wanted)
            {
                return upTo;
            }
        }

        return 0;
    }
}

using Vignette.Cli.Deployments.Load.Measuring;

namespace Vignette.Cli.Tests.Deployments.Load;

/// <summary>Histograms against all values, sorted.</summary>
public sealed class LatencyHistogramTest
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 17)]
    [InlineData(3, 1000)]
    [InlineData(4, 25_000)]
    public void Every_percentile_is_never_less_than_it_was_and_less_than_a_percent_more(int seed, int count)
    {
        var random = new Random(seed);
        var histogram = new LatencyHistogram();

        // From a microsecond to three hours, each order of magnitude as often.
        var values = Enumerable.Range(0, count).Select(_ => (long)Math.Exp(random.NextDouble() * Math.Log(1e10))).ToList();
        values.ForEach(histogram.Record);
        values.Sort();

        var latencies = Latencies.Of(histogram);
        latencies.Count.ShouldBe(count);
        latencies.Max.ShouldBe(values[^1] / 1000.0);
        latencies.Mean.ShouldBe(values.Average() / 1000, 0.001);
        latencies.Buckets.Sum(bucket => bucket.Count).ShouldBe(count);
        latencies.Buckets.Select(bucket => bucket.UpTo).ShouldBeInOrder(SortDirection.Ascending);
        foreach (var percentile in (double[])[0, 1, 10, 25, 50, 75, 90, 99, 99.9, 99.99, 100])
        {
            var exact = values[Math.Max(0, (int)Math.Ceiling((percentile / 100 * count) - 1e-9) - 1)] / 1000.0;
            latencies.At(percentile).ShouldBeInRange(exact, exact * (1 + (1 / 128.0)), $"p{percentile}");
        }

        (latencies.P50, latencies.P90, latencies.P99, latencies.P999).ShouldBe((latencies.At(50), latencies.At(90), latencies.At(99), latencies.At(99.9)));
    }

    [Fact]
    public void Buckets_have_no_gap_and_no_overlap()
    {
        for (var value = 0L; value < 100_000; value++)
        {
            var histogram = new LatencyHistogram();
            histogram.Record(value);
            histogram.Record(value + 1_000_000);
            var upTo = histogram.Buckets().First().UpTo;
            upTo.ShouldBeInRange(value, value + (value / 128));
        }
    }

    [Theory]
    [InlineData(-5L, 0L)]
    [InlineData(0L, 0L)]
    [InlineData(255L, 255L)]
    [InlineData(long.MaxValue, long.MaxValue)]
    public void The_ends_are_counted(long recorded, long told)
    {
        var histogram = new LatencyHistogram();
        histogram.Record(recorded);
        histogram.Buckets().ShouldBe([(told, 1L)]);
        histogram.Max.ShouldBe(told);
    }

    [Fact]
    public void Nothing_measured_is_nothing()
    {
        var latencies = Latencies.Of(new LatencyHistogram());
        (latencies.Count, latencies.Mean, latencies.P50, latencies.P99, latencies.Max).ShouldBe((0, 0, 0, 0, 0));
        latencies.Buckets.ShouldBeEmpty();
    }
}

using System.Diagnostics;

namespace Vignette.Bench;

/// <summary>Times things that are then compared with each other.</summary>
public static class Measure
{
    /// <summary>
    /// The median time in milliseconds of each, run in turn (A B A B …) so that a machine whose speed drifts is fair to
    /// both; the first round warms up and does not count.
    /// </summary>
    public static async Task<(double First, double Second)> PairAsync(int rounds, Func<Task> first, Func<Task> second)
    {
        var (firsts, seconds) = (new List<double>(), new List<double>());
        for (var round = 0; round <= rounds; round++)
        {
            var (a, b) = (await TimeAsync(first), await TimeAsync(second));
            if (round > 0)
            {
                firsts.Add(a);
                seconds.Add(b);
            }
        }

        return (Median(firsts), Median(seconds));
    }

    /// <summary>Milliseconds.</summary>
    public static async Task<double> TimeAsync(Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>Runs <paramref name="total"/> pieces of work by so many clients at once, and returns how many were done a second.</summary>
    public static async Task<double> RateAsync(int clients, int total, Func<int, IAsyncEnumerable<int>, Task> client)
    {
        var next = -1;
        var milliseconds = await TimeAsync(() => Task.WhenAll(Enumerable.Range(0, clients).Select(n => Task.Run(() => client(n, Pieces())))));
        return total / milliseconds * 1000;

        async IAsyncEnumerable<int> Pieces()
        {
            await Task.CompletedTask;
            for (var piece = Interlocked.Increment(ref next); piece < total; piece = Interlocked.Increment(ref next))
            {
                yield return piece;
            }
        }
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}

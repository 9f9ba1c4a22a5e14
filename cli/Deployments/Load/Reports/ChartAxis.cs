using System.Globalization;

namespace Vignette.Cli.Deployments.Load.Reports;

/// <summary>An axis of a chart: where a value is on it, and which are named.</summary>
/// <param name="Name">What it counts.</param>
/// <param name="Place">From a value to 0, where the axis begins, to 1, where it ends.</param>
/// <param name="Ticks">Values with their names.</param>
internal sealed record ChartAxis(string Name, Func<double, double> Place, IReadOnlyList<(double Value, string Text)> Ticks)
{
    private const int MostTicks = 6;
    private const int MostStretchedTicks = 9;

    /// <summary>Evenly, from 0.</summary>
    public static ChartAxis Linear(string name, double most)
    {
        var step = Step(Math.Max(most, 1));
        var end = Math.Ceiling(Math.Max(most, 1) / step) * step;
        return new ChartAxis(name, value => value / end, [.. Enumerable.Range(0, (int)Math.Round(end / step) + 1).Select(tick => (tick * step, (tick * step).ToString("#,0.##", CultureInfo.InvariantCulture)))]);
    }

    /// <summary>Evenly, from 0 to where the values end, which need not have a name.</summary>
    public static ChartAxis Time(string name, double end)
    {
        end = Math.Max(end, 1);
        var linear = Linear(name, end);
        return linear with { Place = value => value / end, Ticks = [.. linear.Ticks.Where(tick => tick.Value <= end)] };
    }

    /// <summary>By powers of ten, as latencies are, which are tenths of a millisecond and minutes at once.</summary>
    /// <param name="least">In milliseconds, as the other.</param>
    public static ChartAxis Latency(string name, double least, double most)
    {
        const double Finest = 0.1;
        least = Math.Max(Finest, least);
        most = Math.Max(most, least * 2);
        var (from, to) = (Below(least), Above(most));
        var steps = Enumerable.Range(0, 40).Select(Nice).Where(value => value >= from && value <= to).ToList();
        if (steps.Count > MostStretchedTicks)
        {
            steps = [.. steps.Where(value => Math.Abs(Math.Log10(value) - Math.Round(Math.Log10(value))) < 1e-6)];
        }

        return new ChartAxis(name, value => Math.Log(Math.Clamp(value, from, to) / from) / Math.Log(to / from), [.. steps.Select(value => (value, Text(value)))]);

        static double Below(double value) => Enumerable.Range(0, 40).Select(Nice).Last(nice => nice <= value * 1.0001);

        static double Above(double value) => Enumerable.Range(0, 40).Select(Nice).First(nice => nice >= value / 1.0001);
    }

    /// <summary>Percentiles, each nine as far from the one before: what few wait for is where people complain.</summary>
    /// <param name="count">How many were measured: there is no percentile between two of them.</param>
    public static ChartAxis Percentiles(long count)
    {
        var end = Nines(100 - (100.0 / Math.Max(count, 10)));
        return new ChartAxis("percentile", value => Nines(value) / end, [.. ((double[])[0, 50, 90, 99, 99.9, 99.99, 99.999]).Where(value => Nines(value) <= end + 1e-9).Select(value => (value, value.ToString("0.###", CultureInfo.InvariantCulture)))]);

        static double Nines(double percentile) => -Math.Log10(Math.Max(1e-9, 1 - (percentile / 100)));
    }

    // 0.1, 0.2, 0.5, 1, 2, 5, …
    private static double Nice(int index) => new[] { 1.0, 2, 5 }[index % 3] * Math.Pow(10, (index / 3) - 1);

    private static double Step(double most)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(most / MostTicks)));
        return Math.Max(1, new[] { 1.0, 2, 5, 10 }.First(step => most / (step * power) <= MostTicks) * power);
    }

    private static string Text(double milliseconds) => milliseconds >= 1000
        ? (milliseconds / 1000).ToString("#,0.##", CultureInfo.InvariantCulture) + " s"
        : milliseconds.ToString("0.##", CultureInfo.InvariantCulture) + " ms";
}

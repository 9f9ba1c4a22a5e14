using Vignette.Cli.Deployments.Load.Measuring;

namespace Vignette.Cli.Deployments.Load.Reports;

/// <summary>How long so many percent took at most: a line for each of several histograms.</summary>
internal static class LatencyCurves
{
    private const int Points = 160;

    private static readonly double[] Told = [50, 75, 90, 95, 99, 99.9, 100];

    public static LineChart Chart(string id, string title, IReadOnlyList<(string Name, Latencies Latencies)> curves)
    {
        var most = curves.Max(curve => curve.Latencies.Count);
        var measured = curves.Where(curve => curve.Latencies.Count > 0).ToList();
        return new LineChart(
            id,
            title,
            "So many percent took no longer than this. Both scales are stretched: what the slowest few waited is at the right.",
            ChartAxis.Percentiles(most),
            ChartAxis.Latency("", measured.Select(curve => curve.Latencies.At(0)).DefaultIfEmpty(1).Min(), measured.Select(curve => curve.Latencies.Max).DefaultIfEmpty(1).Max()),
            [.. curves.Select((curve, look) => new ChartLine(curve.Name, look, Line(curve.Latencies)))],
            HtmlTable.Of(title, ["percentile", .. curves.Select(curve => curve.Name)], Told.Select(percentile => (IReadOnlyList<object>)[Figures.Number(percentile), .. curves.Select(curve => Figures.Duration(curve.Latencies.At(percentile)))])));
    }

    private static IReadOnlyList<(double X, double Y)> Line(Latencies latencies)
    {
        if (latencies.Count == 0)
        {
            return [];
        }

        // Evenly along the axis, each nine as far from the one before, up to the last that is between two that were measured.
        var end = Math.Log10(Math.Max(latencies.Count, 10));
        return [.. Enumerable.Range(0, Points + 1).Select(point => 100 * (1 - Math.Pow(10, -end * point / Points))).Select(percentile => (percentile, latencies.At(percentile)))];
    }
}

using Vignette.Cli.Deployments.Load.Measuring;

namespace Vignette.Cli.Deployments.Load.Reports;

/// <summary>What was measured, for a terminal.</summary>
internal static class LoadText
{
    private const int NameWidth = 12;
    private const int Width = 10;

    public static IEnumerable<string> Lines(LoadMeasures measures)
    {
        yield return Row("", ["p50", "p90", "p99", "max", "mean"]);
        yield return Row("accepted", Cells(measures.Acceptance));
        yield return Row("finished", Cells(measures.EndToEnd));
        if (measures.Lateness.Max >= LoadPage.WorthTelling)
        {
            yield return Row("sent late", Cells(measures.Lateness));
        }

        foreach (var error in measures.Errors)
        {
            yield return GalleryException.OneLine($"{Figures.Count(error.Count)} × {error.Kind}: {error.Example}");
        }
    }

    private static IEnumerable<string> Cells(Latencies latencies) => new[] { latencies.P50, latencies.P90, latencies.P99, latencies.Max, latencies.Mean }.Select(Figures.Duration);

    private static string Row(string name, IEnumerable<string> cells) => name.PadRight(NameWidth) + string.Concat(cells.Select(cell => cell.PadLeft(Width)));
}

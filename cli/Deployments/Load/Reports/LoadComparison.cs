using Vignette.Cli.Deployments.Load.Measuring;

namespace Vignette.Cli.Deployments.Load.Reports;

/// <summary>Two runs side by side.</summary>
/// <param name="Before">Has measures, as has the other.</param>
/// <param name="FailAbove">How many times worse is too much; null where nothing is.</param>
internal sealed record LoadComparison(LoadResult Before, LoadResult After, double? FailAbove)
{
    public bool IsWorse => Figures.Any(figure => figure.IsWorse);

    /// <summary>Settings that are not the same, with both values; – where one has none.</summary>
    public IReadOnlyList<(string Name, string Before, string After)> Differences =>
    [
        .. from name in Before.Settings.Keys.Union(After.Settings.Keys)
           let values = (Before: Before.Settings.GetValueOrDefault(name, "–"), After: After.Settings.GetValueOrDefault(name, "–"))
           where values.Before != values.After
           select (name, values.Before, values.After),
    ];

    public IReadOnlyList<ComparedFigure> Figures =>
    [
        .. Of("accepted", measures => measures.Acceptance),
        .. Of("finished", measures => measures.EndToEnd),
        Rate("accepted a second", measures => measures.AcceptedPerSecond),
        Rate("finished a second", measures => measures.FinishedPerSecond),
        Count("not accepted", measures => measures.NotAccepted),
        Count("failed", measures => measures.Failed),
        Count("lost", measures => measures.Lost),
    ];

    private LoadMeasures One => Before.Measures!;

    private LoadMeasures Other => After.Measures!;

    // The slowest of all is a single picture, and says little of another run.
    private IEnumerable<ComparedFigure> Of(string name, Func<LoadMeasures, Latencies> read) =>
    [
        Latency($"{name}, p50", latencies => latencies.P50, read, counts: true),
        Latency($"{name}, p90", latencies => latencies.P90, read, counts: true),
        Latency($"{name}, p99", latencies => latencies.P99, read, counts: true),
        Latency($"{name}, max", latencies => latencies.Max, read, counts: false),
        Latency($"{name}, mean", latencies => latencies.Mean, read, counts: false),
    ];

    private ComparedFigure Latency(string name, Func<Latencies, double> value, Func<LoadMeasures, Latencies> read, bool counts)
    {
        var (before, after) = (value(read(One)), value(read(Other)));
        var ratio = Ratio(before, after);
        return new ComparedFigure(name, Reports.Figures.Duration(before), Reports.Figures.Duration(after), ratio, counts && ratio > FailAbove);
    }

    private ComparedFigure Rate(string name, Func<LoadMeasures, double> read)
    {
        var (before, after) = (read(One), read(Other));
        return new ComparedFigure(name, Reports.Figures.Rate(before), Reports.Figures.Rate(after), Ratio(before, after), FailAbove is { } most && before > after * most);
    }

    private ComparedFigure Count(string name, Func<LoadMeasures, long> read)
    {
        var (before, after) = (read(One), read(Other));
        return new ComparedFigure(name, Reports.Figures.Count(before), Reports.Figures.Count(after), Ratio(before, after), FailAbove is not null && after > before);
    }

    private static double? Ratio(double before, double after) => before > 0 ? after / before : null;
}

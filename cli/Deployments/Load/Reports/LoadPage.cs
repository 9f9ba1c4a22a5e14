using System.Globalization;
using System.Xml.Linq;
using Vignette.Cli.Deployments.Load.Measuring;

namespace Vignette.Cli.Deployments.Load.Reports;

/// <summary>The report of a run, for people.</summary>
internal static class LoadPage
{
    /// <summary>Milliseconds from which it is worth telling that pictures were sent late.</summary>
    public const double WorthTelling = 20;

    private const int MostSteps = 120;

    public static string Of(LoadResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var measures = result.Measures ?? throw new ArgumentException("There is no report of a run that sent nothing.", nameof(result));
        var title = $"Load of {result.Settings.GetValueOrDefault("to", "a gallery")}";
        return HtmlPage.Of(
            title,
            new XElement(
                "header",
                new XElement("h1", title),
                new XElement("p", new XAttribute("class", "soft"), string.Create(CultureInfo.InvariantCulture, $"{result.StartedAt:yyyy-MM-dd HH:mm:ss} UTC, run {result.Run}")),
                new XElement("p", new XAttribute("class", result.ExitCode == 0 ? "good" : "bad"), result.Message)),
            Facts(measures),
            Table(measures),
            new XElement("div", new XAttribute("class", "charts"), Charts(measures).Select(chart => chart.ToHtml())),
            Errors(measures),
            Settings(result));
    }

    private static XElement Facts(LoadMeasures measures) => new(
        "dl",
        new XAttribute("class", "facts"),
        Fact("Accepted a second", Figures.Rate(measures.AcceptedPerSecond)),
        Fact("Finished a second", Figures.Rate(measures.FinishedPerSecond)),
        Fact("Accepted, p99", Figures.Duration(measures.Acceptance.P99)),
        Fact("Finished, p99", Figures.Duration(measures.EndToEnd.P99)),
        Fact("Waiting at most", Figures.Count(measures.MostWaiting)),
        Fact("Not accepted", Figures.Count(measures.NotAccepted), measures.NotAccepted > 0),
        Fact("Failed", Figures.Count(measures.Failed), measures.Failed > 0),
        Fact("Lost", Figures.Count(measures.Lost), measures.Lost > 0));

    private static XElement Fact(string name, string value, bool isBad = false) =>
        new("div", new XElement("dt", name), new XElement("dd", isBad ? new XAttribute("class", "bad") : null, value));

    private static XElement Table(LoadMeasures measures) => new(
        "section",
        new XAttribute("class", "card"),
        new XElement("h2", "How long it took"),
        HtmlTable.Of(
            "How long it took",
            ["", "pictures", "p50", "p90", "p99", "p99.9", "max", "mean"],
            [Row("Until accepted", measures.Acceptance), Row("Until finished", measures.EndToEnd), Row("Sent late", measures.Lateness)]),
        new XElement("p", new XAttribute("class", "soft"), "From when a picture was due to be sent, so that what waited for others to be answered counts as waiting. Finished is with thumbnail and caption, or with the failure of either. “Sent late” is the part of both that this program, not the gallery, made wait."));

    private static IReadOnlyList<object> Row(string name, Latencies latencies) =>
        [name, Figures.Count(latencies.Count), .. new[] { latencies.P50, latencies.P90, latencies.P99, latencies.P999, latencies.Max, latencies.Mean }.Select(Figures.Duration)];

    private static IEnumerable<LineChart> Charts(LoadMeasures measures)
    {
        yield return LatencyCurves.Chart("latency", "Latency by percentile", [("until accepted", measures.Acceptance), ("until finished", measures.EndToEnd)]);

        var (step, steps) = Steps(measures.Series);
        var per = step == 1 ? "each second" : string.Create(CultureInfo.InvariantCulture, $"each {step} seconds, as a rate");
        yield return OverTime(
            "throughput",
            "Throughput",
            $"Pictures a second, {per}.",
            "pictures a second",
            steps,
            [("sent", 2, counts => counts.Sent / (double)step), ("accepted", 0, counts => counts.Accepted / (double)step), ("finished", 1, counts => counts.Finished / (double)step)]);
        yield return OverTime(
            "backlog",
            "Backlog",
            "Pictures on their way up that wait for an answer, and accepted ones that wait for their results.",
            "pictures",
            steps,
            [("waiting for results", 0, counts => counts.Waiting), ("waiting for an answer", 1, counts => counts.Uploading)]);
        yield return OverTime("errors", "Errors", $"Uploads that were not accepted, and results that failed, {per}.", "errors a second", steps, [("errors", 0, counts => counts.Errors / (double)step)]);
    }

    private static LineChart OverTime(string id, string title, string description, string unit, IReadOnlyList<SecondCounts> steps, IReadOnlyList<(string Name, int Look, Func<SecondCounts, double> Value)> lines) => new(
        id,
        title,
        description,
        ChartAxis.Time("seconds since the start", steps.Count > 0 ? steps[^1].Second : 1),
        ChartAxis.Linear(unit, steps.SelectMany(counts => lines.Select(line => line.Value(counts))).DefaultIfEmpty().Max()),
        [.. lines.Select(line => new ChartLine(line.Name, line.Look, [.. steps.Select(counts => ((double)counts.Second, line.Value(counts)))]))],
        HtmlTable.Of(title, ["second", .. lines.Select(line => line.Name)], steps.Select(counts => (IReadOnlyList<object>)[Figures.Count(counts.Second), .. lines.Select(line => Figures.Number(line.Value(counts), "#,0.##"))])));

    /// <summary>Seconds, several as one where there are too many to be seen.</summary>
    private static (int Step, IReadOnlyList<SecondCounts> Steps) Steps(IReadOnlyList<SecondCounts> series)
    {
        var step = Math.Max(1, (int)Math.Ceiling(series.Count / (double)MostSteps));
        return (step, [.. series.Chunk(step).Select(chunk => chunk[^1] with
        {
            Second = chunk[0].Second,
            Sent = chunk.Sum(counts => counts.Sent),
            Accepted = chunk.Sum(counts => counts.Accepted),
            Finished = chunk.Sum(counts => counts.Finished),
            Errors = chunk.Sum(counts => counts.Errors),
        })]);
    }

    private static XElement Errors(LoadMeasures measures) => new(
        "section",
        new XAttribute("class", "card"),
        new XElement("h2", "What went wrong"),
        measures.Errors.Count == 0
            ? new XElement("p", "Nothing.")
            : HtmlTable.Of(
                "What went wrong",
                ["kind", "times", "for example"],
                measures.Errors.Select(error => (IReadOnlyList<object>)[error.Kind, Figures.Count(error.Count), error.Example]),
                isWords: true));

    private static XElement Settings(LoadResult result) => new(
        "section",
        new XAttribute("class", "card"),
        new XElement("h2", "What was asked for"),
        HtmlTable.Of(
            "What was asked for",
            ["setting", "value"],
            [.. result.Settings.Select(setting => (IReadOnlyList<object>)[setting.Key, setting.Value]), ["pictures sent", result.Pictures], ["results heard of", result.HeardBy]],
            isWords: true),
        new XElement("p", new XAttribute("class", "soft"), "Latencies are told as at least what they were and less than 0.8 percent more."));
}

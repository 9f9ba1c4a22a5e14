using System.Globalization;
using System.Xml.Linq;

namespace Vignette.Cli.Deployments.Load.Reports;

/// <summary>Two runs side by side, for people.</summary>
internal static class ComparisonPage
{
    private const string Title = "Two loads compared";

    public static string Of(LoadComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        var (before, after) = (comparison.Before.Measures!, comparison.After.Measures!);
        return HtmlPage.Of(
            Title,
            new XElement(
                "header",
                new XElement("h1", Title),
                Run("A", comparison.Before),
                Run("B", comparison.After),
                comparison.FailAbove is { } most
                    ? new XElement("p", new XAttribute("class", comparison.IsWorse ? "bad" : "good"), comparison.IsWorse ? $"B is more than {Figures.Number(most)} times worse than A in what is marked." : $"Nothing of B is more than {Figures.Number(most)} times worse than A.")
                    : null!),
            new XElement(
                "section",
                new XAttribute("class", "card"),
                new XElement("h2", "Figures"),
                HtmlTable.Of("Figures", ["", "A", "B", "B to A"], comparison.Figures.Select(figure => (IReadOnlyList<object>)[figure.Name, figure.Before, figure.After, figure.IsWorse ? new XElement("span", new XAttribute("class", "bad"), $"{Figures.Ratio(figure.Ratio)} worse") : Figures.Ratio(figure.Ratio)]))),
            new XElement(
                "div",
                new XAttribute("class", "charts"),
                LatencyCurves.Chart("acceptance", "Latency until accepted", [("A", before.Acceptance), ("B", after.Acceptance)]).ToHtml(),
                LatencyCurves.Chart("end", "Latency until finished", [("A", before.EndToEnd), ("B", after.EndToEnd)]).ToHtml()),
            new XElement(
                "section",
                new XAttribute("class", "card"),
                new XElement("h2", "Settings that differ"),
                comparison.Differences.Count == 0
                    ? new XElement("p", "None.")
                    : HtmlTable.Of("Settings that differ", ["setting", "A", "B"], comparison.Differences.Select(difference => (IReadOnlyList<object>)[difference.Name, difference.Before, difference.After]), isWords: true)));
    }

    private static XElement Run(string name, LoadResult result) =>
        new("p", new XAttribute("class", "soft"), string.Create(CultureInfo.InvariantCulture, $"{name}: {result.Settings.GetValueOrDefault("to", "a gallery")}, {result.StartedAt:yyyy-MM-dd HH:mm:ss} UTC, run {result.Run}"));
}

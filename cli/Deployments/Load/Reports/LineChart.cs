using System.Globalization;
using System.Xml.Linq;

namespace Vignette.Cli.Deployments.Load.Reports;

/// <summary>Lines over an axis, as SVG within a page: no script, no font, no file besides.</summary>
/// <param name="Id">Within the page.</param>
/// <param name="Description">What is to be seen, for those who do not see it.</param>
/// <param name="Table">The same in numbers.</param>
internal sealed record LineChart(string Id, string Title, string Description, ChartAxis X, ChartAxis Y, IReadOnlyList<ChartLine> Lines, XElement Table)
{
    // In units of which a phone shows about one to a pixel.
    private const double Width = 400;
    private const double Height = 250;
    private const double Left = 60;
    private const double Right = 14;
    private const double Top = 10;
    private const double Bottom = 42;

    public XElement ToHtml() => new(
        "figure",
        new XElement("figcaption", new XElement("h2", Title), new XElement("p", new XAttribute("class", "soft"), Description)),
        new XElement("ul", new XAttribute("class", "legend"), Lines.Select(Legend)),
        Svg(),
        new XElement("details", new XElement("summary", "The numbers"), Table));

    private XElement Svg() => new(
        "svg",
        new XAttribute("viewBox", $"0 0 {Text(Width)} {Text(Height)}"),
        new XAttribute("role", "img"),
        new XAttribute("aria-labelledby", $"{Id}-title {Id}-description"),
        new XElement("title", new XAttribute("id", $"{Id}-title"), Title),
        new XElement("desc", new XAttribute("id", $"{Id}-description"), Description),
        Y.Ticks.Select(tick => Across(tick.Value, tick.Text)),
        X.Ticks.Select(tick => Upright(tick.Value, tick.Text)),
        Label(Left + ((Width - Left - Right) / 2), Height - 6, "middle", X.Name),
        Lines.Select(line => new XElement("polyline", new XAttribute("class", $"line look{line.Look}"), new XAttribute("points", string.Join(' ', line.Points.Select(point => $"{Text(At(point.X))},{Text(Up(point.Y))}"))))));

    private IEnumerable<XElement> Across(double value, string text)
    {
        yield return Rule(Left, Up(value), Width - Right, Up(value));
        yield return Label(Left - 7, Up(value) + 4, "end", text);
    }

    private IEnumerable<XElement> Upright(double value, string text)
    {
        yield return Rule(At(value), Height - Bottom, At(value), Height - Bottom + 5);
        yield return Label(At(value), Height - Bottom + 18, "middle", text);
    }

    private static XElement Legend(ChartLine line) => new(
        "li",
        new XElement(
            "svg",
            new XAttribute("viewBox", "0 0 28 10"),
            new XAttribute("class", "sample"),
            new XAttribute("aria-hidden", "true"),
            new XElement("polyline", new XAttribute("class", $"line look{line.Look}"), new XAttribute("points", "1,5 27,5"))),
        line.Name);

    private static XElement Rule(double x1, double y1, double x2, double y2) =>
        new("line", new XAttribute("class", "rule"), new XAttribute("x1", Text(x1)), new XAttribute("y1", Text(y1)), new XAttribute("x2", Text(x2)), new XAttribute("y2", Text(y2)));

    private static XElement Label(double x, double y, string anchor, string text) =>
        new("text", new XAttribute("x", Text(x)), new XAttribute("y", Text(y)), new XAttribute("text-anchor", anchor), text);

    private double At(double value) => Left + (X.Place(value) * (Width - Left - Right));

    private double Up(double value) => Height - Bottom - (Y.Place(value) * (Height - Top - Bottom));

    private static string Text(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}

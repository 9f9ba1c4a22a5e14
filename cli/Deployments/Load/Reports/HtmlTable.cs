using System.Xml.Linq;

namespace Vignette.Cli.Deployments.Load.Reports;

/// <summary>Tables of a page, which scroll on their own where they are wider than a phone.</summary>
internal static class HtmlTable
{
    /// <param name="name">For those who do not see it.</param>
    /// <param name="head">Of the columns; the first names the rows.</param>
    /// <param name="rows">Text, or elements.</param>
    /// <param name="isWords">Whether they are words, which are read from the left and may have several lines, and not numbers.</param>
    public static XElement Of(string name, IEnumerable<string> head, IEnumerable<IReadOnlyList<object>> rows, bool isWords = false) => new(
        "div",
        new XAttribute("class", "scroll"),
        new XAttribute("role", "region"),
        new XAttribute("aria-label", name),
        new XAttribute("tabindex", "0"),
        new XElement(
            "table",
            isWords ? new XAttribute("class", "words") : null,
            new XElement("thead", new XElement("tr", head.Select(cell => new XElement("th", new XAttribute("scope", "col"), cell)))),
            new XElement("tbody", rows.Select(row => new XElement("tr", row.Select((cell, column) => column == 0 ? new XElement("th", new XAttribute("scope", "row"), cell) : new XElement("td", cell)))))));
}

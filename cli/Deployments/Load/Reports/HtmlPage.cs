using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Vignette.Cli.Deployments.Load.Reports;

/// <summary>
/// A page that is whole in one file. It is made of elements, not of text, so that whatever stands in it is encoded; and it says in a
/// policy that it fetches nothing and runs nothing.
/// </summary>
internal static class HtmlPage
{
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'";

    // Nothing here needs a character that XML would have to escape, which a style sheet in HTML must not be.
    private const string Style = """

        :root { color-scheme: light dark; --paper: #faf8f5; --surface: #ffffff; --ink: #201e26; --soft: #5d5966; --line: #e2dcd3; --bad: #b01e2e; --good: #216e45; --c0: #a3412a; --c1: #1f5fa8; --c2: #216e45; --c3: #7a3fa0; }
        @media (prefers-color-scheme: dark) { :root { --paper: #16151a; --surface: #201e26; --ink: #f1eff4; --soft: #b3aebc; --line: #383540; --bad: #ff9a9a; --good: #7fd1a2; --c0: #f2a583; --c1: #86b7f4; --c2: #7fd1a2; --c3: #d0a4f0; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
        main { max-width: 70rem; margin-inline: auto; padding: 1.5rem clamp(1rem, 4vw, 2.5rem) 4rem; display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.25rem; }
        h1, h2, p, ul, dl, dd, figure { margin: 0; padding: 0; }
        h1 { font-size: 1.5rem; line-height: 1.25; overflow-wrap: anywhere; }
        h2 { font-size: 1rem; line-height: 1.3; }
        .soft { color: var(--soft); font-size: .875rem; }
        .bad { color: var(--bad); font-weight: 600; }
        .good { color: var(--good); font-weight: 600; }
        .card, figure { background: var(--surface); border: 1px solid var(--line); border-radius: 14px; padding: 1rem; display: grid; gap: .75rem; align-content: start; grid-template-columns: minmax(0, 1fr); }
        .facts { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: .75rem; }
        @media (min-width: 56rem) { .facts { grid-template-columns: repeat(4, minmax(0, 1fr)); } }
        .facts div { background: var(--surface); border: 1px solid var(--line); border-radius: 14px; padding: .75rem 1rem; }
        .facts dt { color: var(--soft); font-size: .875rem; }
        .facts dd { font-size: 1.25rem; font-weight: 650; font-variant-numeric: tabular-nums; }
        .charts { display: grid; gap: 1.25rem; grid-template-columns: minmax(0, 1fr); }
        @media (min-width: 56rem) { .charts { grid-template-columns: repeat(2, minmax(0, 1fr)); } }
        .legend { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1rem; font-size: .875rem; }
        .legend li { display: flex; align-items: center; gap: .4rem; }
        .sample { width: 28px; height: 10px; }
        figure svg { display: block; }
        svg text { font-size: 12px; fill: var(--soft); }
        @media (max-width: 30rem) { svg text { font-size: 14px; } }
        .rule { stroke: var(--line); stroke-width: 1; }
        .line { fill: none; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
        .look0 { stroke: var(--c0); }
        .look1 { stroke: var(--c1); stroke-dasharray: 7 4; }
        .look2 { stroke: var(--c2); stroke-dasharray: 1 4; }
        .look3 { stroke: var(--c3); stroke-dasharray: 9 4 1 4; }
        summary { cursor: pointer; font-size: .875rem; }
        details .scroll { margin-top: .75rem; max-height: 20rem; }
        .scroll { overflow: auto; }
        :focus-visible { outline: 3px solid var(--c0); outline-offset: 2px; border-radius: 6px; }
        table { border-collapse: collapse; font-size: .875rem; font-variant-numeric: tabular-nums; min-width: 100%; }
        th, td { padding: .35rem .6rem; border-bottom: 1px solid var(--line); text-align: end; white-space: nowrap; }
        th:first-child, .words th, .words td { text-align: start; }
        .words td { white-space: normal; overflow-wrap: anywhere; }
        .words td:last-child { min-width: 10rem; }
        thead th { color: var(--soft); font-weight: 600; }
        tbody th { font-weight: 600; }
        @media print { .card, figure, .facts div { break-inside: avoid; } }

        """;

    /// <param name="body">What is in it.</param>
    public static string Of(string title, params IEnumerable<XElement> body)
    {
        var html = new XElement(
            "html",
            new XAttribute("lang", "en"),
            new XElement(
                "head",
                new XElement("meta", new XAttribute("charset", "utf-8")),
                new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
                new XElement("meta", new XAttribute("http-equiv", "Content-Security-Policy"), new XAttribute("content", Policy)),
                new XElement("title", title),
                new XElement("style", Style)),
            new XElement("body", new XElement("main", body)));
        foreach (var node in html.DescendantNodes().OfType<XText>())
        {
            node.Value = Visible(node.Value);
        }

        using var text = new StringWriter();
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true }))
        {
            html.WriteTo(writer);
        }

        return $"<!DOCTYPE html>\n{text}\n";
    }

    // What no document may have, such as control characters and halves of pairs.
    private static string Visible(string text) => string.Concat(text.EnumerateRunes().Select(rune => rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? Rune.ReplacementChar : rune));
}

using System.Text;

namespace Vignette.Planning.Differences.Reports;

/// <summary>A report as the comment of a pull request, in GitHub's Markdown. Its first three lines say what nobody should miss.</summary>
public static class MarkdownDifference
{
    /// <summary>What GitHub takes is 65,536 characters; the rest is for what a workflow adds.</summary>
    public const int DefaultLimit = 60_000;

    /// <summary>Less would not hold the first three lines.</summary>
    public const int LeastLimit = 32_768;

    /// <summary>So that the first three lines fit, whatever is in a plan; what is cut there is whole below.</summary>
    private const int MostCharactersAbove = 64;

    private const string CutSentence = "_This is cut here: GitHub takes no longer comment. `./dev plan --diff` shows all of it._\n";

    /// <param name="limit">The most characters; what does not fit is left out, and the last line says so.</param>
    public static string Write(DifferenceReport report, int limit = DefaultLimit)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, LeastLimit);
        var text = new StringBuilder($"### Plan {Above(report.Heading)}\n{Above(report.Loud)}<br>\n{Above(report.Cost)}\n");
        foreach (var stack in report.Stacks)
        {
            if (!AppendStack(text, stack, report.Stacks.Length > 1, limit - CutSentence.Length))
            {
                text.Append(CutSentence);
                break;
            }
        }

        return text.ToString();
    }

    private static string Above(Phrase phrase) => MarkdownText.Of(phrase, MostCharactersAbove);

    /// <summary>Whether all of it fits.</summary>
    private static bool AppendStack(StringBuilder text, StackReport stack, bool hasTitle, int limit)
    {
        const string end = "\n</details>\n";
        var title = hasTitle ? $"\n#### {MarkdownText.Of(stack.Title)}\n" : "";
        foreach (var section in stack.Sections)
        {
            var start = $"{title}\n<details><summary>{section.Title}: {section.Items.Length}</summary>\n\n";
            var items = section.Items.Select(Item).ToList();
            if (text.Length + start.Length + items[0].Length + end.Length > limit)
            {
                return false;
            }

            text.Append(start);
            title = "";
            foreach (var item in items)
            {
                if (text.Length + item.Length + end.Length > limit)
                {
                    text.Append(end);
                    return false;
                }

                text.Append(item);
            }

            text.Append(end);
        }

        return true;
    }

    private static string Item(ReportItem item)
    {
        var sentence = $"- {MarkdownText.Of(item.Sentence)}\n";
        if (item.Lines.IsEmpty)
        {
            return sentence;
        }

        var lines = item.Lines.Select(line => $"{line.Sign} {line.Text}").ToList();
        var fence = MarkdownText.Fence(lines);
        return $"{sentence}  {fence}diff\n{string.Concat(lines.Select(line => $"  {line}\n"))}  {fence}\n";
    }
}

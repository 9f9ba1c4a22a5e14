using System.Text.RegularExpressions;

namespace Vignette.Planning.Differences.Reports;

/// <summary>
/// Text from elsewhere in Markdown: as code, in which nothing is a heading, a link, an image, a mention or HTML. A span of code
/// is closed by as many backticks as it began with, and by nothing else on its line, so that one more than the text has holds it.
/// </summary>
/// <seealso href="https://github.github.com/gfm/#code-spans"/>
internal static partial class MarkdownText
{
    private const int MostCharacters = 200;

    /// <param name="most">The most characters of a value; a longer one ends with an ellipsis.</param>
    public static string Of(Phrase phrase, int most = MostCharacters) => string.Concat(phrase.Parts.Select(part => part.Kind switch
    {
        PhraseKind.Value => Code(part.Text, most),
        PhraseKind.Loud => $"**{part.Text}**",
        _ => part.Text,
    }));

    /// <summary>A span of code.</summary>
    public static string Code(string text, int most = MostCharacters)
    {
        var visible = VisibleText.Of(text, most);
        if (visible.Length == 0)
        {
            return "(empty)";
        }

        var fence = new string('`', LongestRun(visible) + 1);
        // One space at either end belongs to the fence where a backtick or a space would otherwise be next to it.
        var space = visible[0] is '`' or ' ' || visible[^1] is '`' or ' ' ? " " : "";
        return $"{fence}{space}{visible}{space}{fence}";
    }

    /// <summary>What begins and ends a block of code that has these lines.</summary>
    public static string Fence(IEnumerable<string> lines) => new('`', Math.Max(3, lines.Select(LongestRun).DefaultIfEmpty().Max() + 1));

    private static int LongestRun(string text) => Backticks().Matches(text).Select(run => run.Length).DefaultIfEmpty().Max();

    [GeneratedRegex("`+")]
    private static partial Regex Backticks();
}

using System.Globalization;
using System.Text;

namespace Vignette.Planning.Differences.Reports;

/// <summary>Makes text from elsewhere harmless for terminals and eyes: whatever is not seen, ends a line or turns text around is written as its number.</summary>
public static class VisibleText
{
    private const char Cut = '…';

    /// <param name="most">The most characters; a longer text ends with an ellipsis.</param>
    public static string Of(string text, int most = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(text);
        var result = new StringBuilder();
        var fits = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            result.Append(IsSeen(rune) ? rune.ToString() : $"\\u{{{rune.Value:X}}}");
            if (result.Length > most)
            {
                result.Length = fits;
                return result.Append(Cut).ToString();
            }

            fits = result.Length <= most - 1 ? result.Length : fits;
        }

        return result.ToString();
    }

    private static bool IsSeen(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate or UnicodeCategory.SpaceSeparator);
}

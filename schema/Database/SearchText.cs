using System.Globalization;
using System.Text;

namespace Vignette.Schema.Database;

/// <summary>
/// What a person typed into the search box, read as words and phrases. Words are runs of letters and digits; whatever
/// else was typed only separates them. What exceeds the limits is left out.
/// </summary>
public sealed class SearchText
{
    /// <summary>UTF-16 units that are read.</summary>
    public const int MaxLength = 1000;

    /// <summary>Terms that are looked for.</summary>
    public const int MaxTerms = 16;

    private SearchText(IReadOnlyList<SearchTerm> terms) => Terms = terms;

    /// <summary>All must occur.</summary>
    public IReadOnlyList<SearchTerm> Terms { get; }

    public static SearchText Parse(string? text)
    {
        var terms = new List<SearchTerm>();
        var words = new List<string>();
        var word = new StringBuilder();
        var quoted = false;

        foreach (var rune in (text ?? "").AsSpan(0, Math.Min(text?.Length ?? 0, MaxLength)).EnumerateRunes())
        {
            if (IsWordRune(rune))
            {
                word.Append(rune);
                continue;
            }

            EndWord();
            if (rune.Value == '"')
            {
                EndTerm();
                quoted = !quoted;
            }
            else if (!quoted && IsSpace(rune))
            {
                EndTerm();
            }
        }

        EndWord();
        // A phrase that is still being typed ends in the beginning of a word.
        quoted = false;
        EndTerm();
        return new SearchText([.. terms.Distinct().Take(MaxTerms)]);

        void EndWord()
        {
            if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }

        void EndTerm()
        {
            if (words.Count > 0)
            {
                terms.Add(new SearchTerm(string.Join(' ', words), IsPrefix: !quoted));
                words.Clear();
            }
        }
    }

    // Marks belong to the letters before them. Private-use characters are no letters: the search index uses them itself.
    private static bool IsWordRune(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
        or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    private static bool IsSpace(Rune rune) => Rune.IsWhiteSpace(rune) || Rune.IsControl(rune);
}

using System.Globalization;
using System.Text;

namespace Vignette.Schema.Database;

/// <summary>
/// Words as MySQL has them, and as any engine's images are looked at: folded, and in small letters and digits of ASCII
/// alone, so that they are compared byte by byte and there is nothing in them that a query has to escape. A word's
/// beginning is written as the beginning of what the word is. The form is one that InnoDB's full-text parser, which
/// searched before, takes each for one word of: what is written once stays as it is.
/// </summary>
internal static class SearchWords
{
    /// <summary>Between two texts: no phrase reaches from one into the other.</summary>
    public const string Gap = " .";

    /// <summary>After the last text: where a word ends.</summary>
    public const string End = " ";

    /// <summary>What every word begins with, and nothing else between spaces does.</summary>
    public const string Head = "qz";

    // A row holds no more of a word: what follows is written after a dot.
    private const int MaxRun = 64;

    // Before the hexadecimal digits of a character that is none of ASCII's, and of this letter itself.
    private const char Escape = 'z';

    /// <summary>All words of the text, each after a space.</summary>
    public static string Write(string? text)
    {
        var written = new StringBuilder();
        foreach (var word in Of(text))
        {
            written.Append(' ').Append(word);
        }

        return written.ToString();
    }

    /// <summary>All words of an image's texts.</summary>
    public static string Document(params IEnumerable<string?> texts) => string.Join(Gap, texts.Select(Write)) + End;

    /// <summary>What occurs in a document that has all the terms, as it stands there. None: no document has them, since there are no words in them.</summary>
    public static IReadOnlyList<string> Sought(SearchText text) =>
        [.. from term in text.Terms let words = Write(term.Words) where words.Length > 0 select term.IsPrefix ? words : words + End];

    /// <summary>The words of the text, one by one.</summary>
    public static IEnumerable<string> Of(string? text)
    {
        var word = new StringBuilder();
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (SearchFold.Fold(rune, out var isMark) is { } folded)
            {
                Append(word, folded);
            }
            else if (!isMark && word.Length > 0)
            {
                yield return Whole(word);
                word.Clear();
            }
        }

        if (word.Length > 0)
        {
            yield return Whole(word);
        }
    }

    /// <summary>What a row of the word holds: all of it, or its beginning.</summary>
    /// <param name="isCut">Whether it is all that a row can hold, so that the word may go on.</param>
    public static string InRow(string word, out bool isCut)
    {
        isCut = word.Length >= Head.Length + MaxRun;
        return isCut ? word[..(Head.Length + MaxRun)] : word;
    }

    private static void Append(StringBuilder word, Rune rune)
    {
        if (rune.IsAscii && rune.Value != Escape)
        {
            word.Append((char)rune.Value);
        }
        else if (rune.IsBmp)
        {
            word.Append(Escape).Append(CultureInfo.InvariantCulture, $"{rune.Value:x4}");
        }
        else
        {
            // No hexadecimal digit, so that it begins no shorter one.
            word.Append(Escape).Append('x').Append(CultureInfo.InvariantCulture, $"{rune.Value:x6}");
        }
    }

    private static string Whole(StringBuilder word)
    {
        for (var i = MaxRun; i < word.Length; i += MaxRun + 1)
        {
            word.Insert(i, '.');
        }

        return word.Insert(0, Head).ToString();
    }
}

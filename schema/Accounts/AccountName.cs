using System.Globalization;
using System.Text;

namespace Vignette.Schema.Accounts;

/// <summary>What an account may be called: anything in any script that is one line and can be told apart when read aloud, e-mail addresses too.</summary>
public static class AccountName
{
    /// <summary>UTF-16 characters: as many as an image's owner has.</summary>
    public const int MaxLength = 255;

    /// <summary>What is wrong with a name; null where nothing is.</summary>
    public static string? Problem(string? name) =>
        string.IsNullOrWhiteSpace(name) ? "A name has at least one character that is seen."
        : name.Length > MaxLength ? $"A name has at most {MaxLength} characters."
        : name != name.Trim() ? "A name neither begins nor ends with a space."
        : name.EnumerateRunes().Any(rune => Rune.GetUnicodeCategory(rune) is
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned)
            || HasLoneSurrogate(name) ? "A name has no control characters, nor such as are not seen."
        : null;

    /// <summary>The same for names that differ in case alone.</summary>
    public static string KeyOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Trim().ToLowerInvariant();
    }

    private static bool HasLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(char.IsHighSurrogate(text[i]) && ++i < text.Length && char.IsLowSurrogate(text[i])))
            {
                return true;
            }
        }

        return false;
    }
}

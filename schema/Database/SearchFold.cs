using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Vignette.Schema.Database;

/// <summary>
/// Which characters make words, and which of them are the same for a search: as SQLite's tokenizer <c>unicode61</c> with
/// <c>remove_diacritics 2</c> has it, so that both engines give the same answers. Case does not matter, nor do accents on
/// Latin letters, nor marks that are written after their letter.
/// </summary>
internal static class SearchFold
{
    // The first letter of each line is what the others become. A table, since normalization needs ICU, which an invariant
    // program has not.
    private static readonly FrozenDictionary<Rune, Rune> Plain = ((string[])[
        "aàáâãäåāăąǎǟǻȁȃȧḁạảấầẩẫậắằẳẵặ", "bḃḅḇ", "cçćĉċčḉ", "dďḋḍḏḑḓ", "eèéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ", "fḟ", "gĝğġģǧǵḡ",
        "hĥȟḣḥḧḩḫẖ", "iìíîïĩīĭįǐȉȋḭḯỉịİ", "jĵǰ", "kķǩḱḳḵ", "lĺļľḷḹḻḽ", "mḿṁṃ", "nñńņňǹṅṇṉṋ",
        "oòóôõöōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ", "pṕṗ", "rŕŗřȑȓṙṛṝṟ", "sśŝşšșṡṣṥṧṩſẛ", "tţťțṫṭṯṱẗ",
        "uùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự", "vṽṿ", "wŵẁẃẅẇẉẘ", "xẋẍ", "yýÿŷȳẏẙỳỵỷỹ", "zźżžẑẓẕ",
    ]).SelectMany(line => line.EnumerateRunes().Skip(1).Select(rune => KeyValuePair.Create(rune, new Rune(line[0])))).ToFrozenDictionary();

    // The marks that the tokenizer takes for part of their letter, a bit each.
    private const int FirstMark = 0x0300;
    private const ulong Marks = 0x000361F8_08029FDF;

    /// <summary>What the character is to a search: the letter or digit it counts as, or null where it is none.</summary>
    /// <param name="isMark">Whether it belongs to the letter before it, without changing it.</param>
    public static Rune? Fold(Rune rune, out bool isMark)
    {
        isMark = rune.Value is >= FirstMark and < FirstMark + 64 && ((Marks >> (rune.Value - FirstMark)) & 1) != 0;
        if (isMark || !IsWordRune(rune))
        {
            return null;
        }

        // Up and down again: what has several small forms, as the two sigmas, becomes one.
        var folded = Rune.ToLowerInvariant(Rune.ToUpperInvariant(rune));
        return Plain.GetValueOrDefault(folded, folded);
    }

    /// <summary>
    /// Whether all characters are of scripts whose letters have long been named. What Unicode has named since SQLite's
    /// tables were made is a letter to it, whatever it is.
    /// </summary>
    public static bool IsSettled(string? text)
    {
        if (text is null || Ascii.IsValid(text))
        {
            return true;
        }

        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsSettled(rune))
            {
                return false;
            }
        }

        return true;
    }

    // Latin, Greek and Cyrillic, Indian, Thai, punctuation, Chinese, Japanese and Korean.
    private static bool IsSettled(Rune rune) =>
        rune.Value is <= 0x037E or (>= 0x0380 and <= 0x0527) or (>= 0x0900 and <= 0x09FC) or (>= 0x0E00 and <= 0x0E7F)
            or (>= 0x1E00 and <= 0x2065) or (>= 0x3000 and <= 0x31E3) or (>= 0x3300 and <= 0xA697) or (>= 0xAC00 and <= 0xD7A3)
        && Rune.GetUnicodeCategory(rune) != UnicodeCategory.OtherNotAssigned;

    private static bool IsWordRune(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
        or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber
        or UnicodeCategory.PrivateUse;
}

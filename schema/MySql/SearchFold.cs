using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Vignette.Schema.MySql;

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
        "aàáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ", "bḃḅḇ", "cçćĉċčḉ", "dďḋḍḏḑḓ", "eèéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ", "fḟ", "gĝğġģǧǵḡ",
        "hĥȟḣḥḧḩḫẖ", "iìíîïĩīĭįǐȉȋḭḯỉịİ", "jĵǰ", "kķǩḱḳḵ", "lĺļľḷḹḻḽ", "mḿṁṃ", "nñńņňǹṅṇṉṋ",
        "oòóôõöōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ", "pṕṗ", "rŕŗřȑȓṙṛṝṟ", "sśŝşšșṡṣṥṧṩſẛ", "tţťțṫṭṯṱẗ",
        "uùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự", "vṽṿ", "wŵẁẃẅẇẉẘ", "xẋẍ", "yýÿŷȳẏẙỳỵỷỹ", "zźżžẑẓẕ",
    ]).SelectMany(line => line.EnumerateRunes().Skip(1).Select(rune => KeyValuePair.Create(rune, new Rune(line[0])))).ToFrozenDictionary();

    /// <summary>What the character is to a search: the letter or digit it counts as, or null where it is none.</summary>
    /// <param name="isMark">Whether it belongs to the letter before it, without changing it.</param>
    public static Rune? Fold(Rune rune, out bool isMark)
    {
        isMark = rune.Value is >= 0x0300 and <= 0x0331;
        if (isMark || !IsWordRune(rune))
        {
            return null;
        }

        // Up and down again: what has several small forms, as the two sigmas, becomes one.
        var folded = Rune.ToLowerInvariant(Rune.ToUpperInvariant(rune));
        return Plain.GetValueOrDefault(folded, folded);
    }

    private static bool IsWordRune(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
        or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber
        or UnicodeCategory.PrivateUse;
}

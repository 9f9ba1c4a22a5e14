using System.Globalization;
using System.Text;
using Vignette.Schema.Database;

namespace Vignette.Schema.Catalog;

/// <summary>
/// What file names are ordered by, the same on every engine: case and accents do not matter, and numbers count as
/// numbers, so that 9 comes before 10.
/// </summary>
internal static class NameKey
{
    /// <summary>UTF-16 units. Names that agree so far are ordered by their upload.</summary>
    public const int MaxLength = 255;

    // What a number's digits are preceded by, two digits of how many there are, says no more.
    private const int MaxDigits = 99;

    public static string Of(string fileName)
    {
        var key = new StringBuilder();
        var digits = new StringBuilder();
        foreach (var rune in fileName.EnumerateRunes())
        {
            if (rune.IsAscii && char.IsAsciiDigit((char)rune.Value))
            {
                digits.Append((char)rune.Value);
                continue;
            }

            EndNumber();
            key.Append(SearchFold.Fold(rune, out _) ?? rune);
        }

        EndNumber();
        var length = Math.Min(key.Length, MaxLength);
        return key.ToString(0, length > 0 && char.IsHighSurrogate(key[length - 1]) ? length - 1 : length);

        void EndNumber()
        {
            if (digits.Length > 0)
            {
                var number = digits.ToString().TrimStart('0');
                key.Append(CultureInfo.InvariantCulture, $"{Math.Min(number.Length, MaxDigits):00}").Append(number);
                digits.Clear();
            }
        }
    }
}

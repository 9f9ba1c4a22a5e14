using System.Globalization;
using System.Text;

namespace Vignette.Pipeline.Intake;

/// <summary>Makes of what a client calls a file a name to show: data, never a path.</summary>
public static class FileName
{
    /// <summary>UTF-16 units.</summary>
    public const int MaxLength = 255;

    private const string Unnamed = "unnamed";
    private const char Replacement = '\uFFFD';

    /// <summary>
    /// Takes the last part of a path, replaces what controls a terminal or turns the direction of writing, and cuts it to
    /// <see cref="MaxLength"/> without cutting a character (grapheme cluster, UAX 29) apart.
    /// </summary>
    public static string Clean(string? name)
    {
        var last = name.AsSpan(name.AsSpan().LastIndexOfAny('/', '\\') + 1);
        var clean = new StringBuilder(Math.Min(last.Length, MaxLength));
        foreach (var rune in last.EnumerateRunes())
        {
            clean.Append(IsHarmful(rune) ? Replacement.ToString() : rune.ToString());
            if (clean.Length > 2 * MaxLength)
            {
                break;
            }
        }

        var text = Cut(clean.ToString().Trim()).TrimEnd();
        return text.Length == 0 ? Unnamed : text;
    }

    /// <summary>Controls, line ends, and the marks that override or isolate the direction of writing (UAX 9): <c>gpj.exe</c> must not read <c>exe.jpg</c>.</summary>
    private static bool IsHarmful(Rune rune) =>
        Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029 or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    private static string Cut(string text)
    {
        if (text.Length <= MaxLength)
        {
            return text;
        }

        var end = 0;
        while (StringInfo.GetNextTextElementLength(text, end) is var next && end + next <= MaxLength)
        {
            end += next;
        }

        // One character of more than 255 units: letters with hundreds of marks. Then between two code points.
        return end > 0 ? text[..end] : text[..(char.IsHighSurrogate(text[MaxLength - 1]) ? MaxLength - 1 : MaxLength)];
    }
}

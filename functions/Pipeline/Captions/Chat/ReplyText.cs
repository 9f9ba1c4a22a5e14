using System.Text;

namespace Vignette.Pipeline.Captions.Chat;

/// <summary>Text of a model or a server, which may hold anything, made fit to store and to show.</summary>
internal static class ReplyText
{
    public const int MaxModelLength = 128;

    /// <summary>
    /// Makes one line of it: control characters and line breaks count as spaces, runs of spaces as one; characters that
    /// turn the reading direction are left out; what exceeds <paramref name="maxLength"/> characters is cut off.
    /// </summary>
    public static string Clean(string text, int maxLength)
    {
        var clean = new StringBuilder(Math.Min(text.Length, maxLength));
        var space = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsControl(rune) || Rune.IsWhiteSpace(rune))
            {
                space = clean.Length > 0;
            }
            else if (!TurnsDirection(rune))
            {
                if (clean.Length + (space ? 1 : 0) + rune.Utf16SequenceLength > maxLength)
                {
                    break;
                }

                clean.Append(space ? " " : "").Append(rune);
                space = false;
            }
        }

        return clean.ToString();
    }

    // Unicode's bidirectional controls (UAX 9, 2): with them a text can look like another.
    private static bool TurnsDirection(Rune rune) =>
        rune.Value is 0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}

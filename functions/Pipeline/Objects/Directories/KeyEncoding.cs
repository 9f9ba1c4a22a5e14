using System.Buffers;
using System.Globalization;
using System.Text;

namespace Vignette.Pipeline.Objects.Directories;

/// <summary>
/// Turns keys into relative paths and back. What a file can be called keeps its name; what is dangerous or impossible
/// is percent-encoded: empty segments, control characters, backslashes, a dot or blank at the end (so <c>.</c> and
/// <c>..</c> too), and a per cent sign where it would look like one of ours. A segment too long for a file name goes on
/// in a folder: a folder whose name ends in <c>%</c> is the beginning of a longer name.
/// </summary>
internal static class KeyEncoding
{
    /// <summary>What a folder ends in whose name goes on.</summary>
    public const char Continued = '%';

    private const string EmptySegment = "%_";
    private const int MaxNameBytes = 255;
    private const int PieceBytes = 240;

    private static readonly SearchValues<char> Special = SearchValues.Create(
        [.. Path.GetInvalidFileNameChars(), .. Enumerable.Range(0, 32).Select(code => (char)code), '\x7f', '\\', '%']);

    /// <exception cref="ArgumentException">Not a key: empty, longer than 1,024 bytes, or not Unicode.</exception>
    public static string ToPath(string key)
    {
        ObjectKeys.Validate(key);
        return key.Contains('/', StringComparison.Ordinal)
            ? string.Join(Path.DirectorySeparatorChar, key.Split('/').Select(EncodeSegment))
            : EncodeSegment(key);
    }

    /// <summary>The folder of all keys that begin so.</summary>
    /// <param name="folderKey">Empty, or ends with a slash.</param>
    public static string ToFolder(string folderKey) =>
        folderKey.Length == 0 ? "" : string.Join(Path.DirectorySeparatorChar, folderKey[..^1].Split('/').Select(EncodeSegment));

    /// <summary>The name, or the names one below the other, of a key's segment.</summary>
    public static string EncodeSegment(string segment)
    {
        if (segment.Length == 0)
        {
            return EmptySegment;
        }

        var encoded = segment[^1] is '.' or ' ' || segment.AsSpan().ContainsAny(Special) ? EscapeSpecial(segment) : segment;
        return Encoding.UTF8.GetByteCount(encoded) > MaxNameBytes ? Split(encoded) : encoded;
    }

    /// <summary>
    /// The segment that a name stands for; for one in pieces, the pieces without their <see cref="Continued"/>, joined.
    /// A name that <see cref="EncodeSegment"/> never makes does not come back from it the same.
    /// </summary>
    public static string DecodeSegment(string name)
    {
        if (name == EmptySegment)
        {
            return "";
        }

        if (!name.Contains('%', StringComparison.Ordinal))
        {
            return name;
        }

        var segment = new StringBuilder(name.Length);
        for (var i = 0; i < name.Length; i++)
        {
            if (IsEscape(name, i, out var c))
            {
                segment.Append(c);
                i += 2;
            }
            else
            {
                segment.Append(name[i]);
            }
        }

        return segment.ToString();
    }

    private static string EscapeSpecial(string segment)
    {
        var encoded = new StringBuilder(segment.Length + 8);
        for (var i = 0; i < segment.Length; i++)
        {
            var c = segment[i];
            var last = i == segment.Length - 1;
            var special = c == '%'
                ? last || IsEscape(segment, i, out _) || segment == EmptySegment
                : Special.Contains(c) || (last && c is '.' or ' ');
            _ = special ? encoded.Append(CultureInfo.InvariantCulture, $"%{(int)c:X2}") : encoded.Append(c);
        }

        return encoded.ToString();
    }

    /// <summary>Whether an escape of ours begins there. Others' (<c>%20</c> in a downloaded file's name) are plain text.</summary>
    private static bool IsEscape(string text, int at, out char c)
    {
        c = default;
        if (text[at] != '%' || at + 2 >= text.Length || !IsHex(text[at + 1]) || !IsHex(text[at + 2]))
        {
            return false;
        }

        c = (char)int.Parse(text.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return Special.Contains(c) || (at + 3 == text.Length && c is '.' or ' ');
    }

    private static bool IsHex(char c) => char.IsAsciiDigit(c) || c is >= 'A' and <= 'F';

    private static string Split(string encoded)
    {
        var path = new StringBuilder(encoded.Length + 16);
        var bytes = 0;
        foreach (var rune in encoded.EnumerateRunes())
        {
            if (bytes + rune.Utf8SequenceLength > PieceBytes)
            {
                path.Append(Continued).Append(Path.DirectorySeparatorChar);
                bytes = 0;
            }

            path.Append(rune.ToString());
            bytes += rune.Utf8SequenceLength;
        }

        return path.ToString();
    }
}

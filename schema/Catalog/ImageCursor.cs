using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Vignette.Schema.Catalog;

/// <summary>A place between two images of a list, in a form for an address. It holds whatever happens to the image before it.</summary>
/// <param name="Sequence">The <see cref="ImageRecord.Sequence"/> of the last image before it.</param>
/// <param name="Sort">The list's order.</param>
/// <param name="Key">What that image is ordered by besides its sequence; null where that is all, or it has none.</param>
public sealed record ImageCursor(long Sequence, ImageSort Sort = ImageSort.Newest, string? Key = null)
{
    // Each order has a letter of its own.
    private const string Letters = "notua";

    private const int MaxKeyLength = 1000;

    public static bool TryParse(string? text, [NotNullWhen(true)] out ImageCursor? cursor)
    {
        cursor = null;
        if (string.IsNullOrEmpty(text))
        {
            return false;
        }

        var letter = Letters.IndexOf(text[0], StringComparison.Ordinal);
        var rest = letter < 0 ? text : text[1..];
        var end = rest.IndexOf('-', StringComparison.Ordinal);
        var key = end < 0 ? null : rest[(end + 1)..];
        if (long.TryParse(end < 0 ? rest : rest[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) && sequence > 0 && !(key?.Length > MaxKeyLength))
        {
            cursor = new ImageCursor(sequence, (ImageSort)Math.Max(letter, 0), key);
        }

        return cursor is not null;
    }

    public override string ToString()
    {
        var letter = Sort == ImageSort.Newest ? "" : Letters[(int)Sort].ToString();
        return string.Create(CultureInfo.InvariantCulture, $"{letter}{Sequence}{(Key is null ? "" : "-")}{Key}");
    }
}

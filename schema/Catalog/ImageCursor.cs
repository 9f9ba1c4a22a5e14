using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Vignette.Schema.Catalog;

/// <summary>A place between two images of a list, in a form for an address.</summary>
/// <param name="Sequence">The <see cref="ImageRecord.Sequence"/> of the last image before it.</param>
public sealed record ImageCursor(long Sequence)
{
    public static bool TryParse(string? text, [NotNullWhen(true)] out ImageCursor? cursor)
    {
        cursor = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) && sequence > 0
            ? new ImageCursor(sequence)
            : null;
        return cursor is not null;
    }

    public override string ToString() => Sequence.ToString(CultureInfo.InvariantCulture);
}

using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Vignette.Schema.Catalog;

/// <summary>A place between two images of the trash, in a form for an address.</summary>
/// <param name="Until">When the last image before it is deleted for good: Unix time in milliseconds.</param>
/// <param name="Sequence">The <see cref="ImageRecord.Sequence"/> of the last image before it.</param>
public sealed record TrashCursor(long Until, long Sequence)
{
    public static bool TryParse(string? text, [NotNullWhen(true)] out TrashCursor? cursor)
    {
        cursor = text?.Split('-') is [var until, var sequence] && TryRead(until, out var at) && TryRead(sequence, out var number) ? new TrashCursor(at, number) : null;
        return cursor is not null;

        static bool TryRead(string part, out long value) => long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value > 0;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Until}-{Sequence}");
}

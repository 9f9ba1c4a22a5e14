using System.Diagnostics.CodeAnalysis;
using Vignette.Gallery.Errors;
using Vignette.Schema.Catalog;

namespace Vignette.Gallery.Apis;

/// <summary>Reads which page of the trash to list out of an address.</summary>
internal static class TrashQueries
{
    public static bool TryRead(string? limit, string? cursor, out int count, out TrashCursor? after, [NotNullWhen(false)] out Refusal? refusal)
    {
        after = null;
        refusal = !ImageQueries.TryReadLimit(limit, out count) ? ImageQueries.BadLimit()
            : !string.IsNullOrEmpty(cursor) && !TrashCursor.TryParse(cursor, out after) ? ImageQueries.BadCursor()
            : null;
        return refusal is null;
    }
}

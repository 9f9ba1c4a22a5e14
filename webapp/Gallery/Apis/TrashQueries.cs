using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Vignette.Gallery.Errors;
using Vignette.Schema.Catalog;

namespace Vignette.Gallery.Apis;

/// <summary>Reads which page of the trash to list out of an address.</summary>
internal static class TrashQueries
{
    public static bool TryRead(string? limit, string? cursor, out int count, out TrashCursor? after, [NotNullWhen(false)] out Refusal? refusal)
    {
        after = null;
        var reader = new ParameterReader();
        count = reader.Number("limit", limit, 1, ImageQuery.MaxLimit) ?? ImageQuery.DefaultLimit;
        reader.Refuse(!string.IsNullOrEmpty(cursor) && !TrashCursor.TryParse(cursor, out after), ImageQueries.NoPage);
        refusal = reader.Problem is { } problem ? new Refusal(StatusCodes.Status400BadRequest, problem) : null;
        return refusal is null;
    }
}

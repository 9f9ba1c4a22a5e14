using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Vignette.Gallery.Errors;
using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Gallery.Apis;

/// <summary>Reads what to list out of an address.</summary>
internal static class ImageQueries
{
    public const int MaxTextLength = 200;

    public static bool TryRead(
        string? text,
        string? tag,
        string? status,
        string? limit,
        string? cursor,
        [NotNullWhen(true)] out ImageQuery? query,
        [NotNullWhen(false)] out Refusal? refusal)
    {
        query = null;
        if (text?.Length > MaxTextLength)
        {
            refusal = Bad($"q has at most {MaxTextLength} characters.");
        }
        else if (tag?.Length > AnnotationEdit.MaxTagLength)
        {
            refusal = Bad($"tag has at most {AnnotationEdit.MaxTagLength} characters.");
        }
        else if (!TryReadStatus(status, out var state))
        {
            refusal = Bad("status is one of pending, processing, completed and failed.");
        }
        else if (!TryReadLimit(limit, out var count))
        {
            refusal = BadLimit();
        }
        else if (!TryReadCursor(cursor, out var after))
        {
            refusal = BadCursor();
        }
        else
        {
            refusal = null;
            query = new ImageQuery
            {
                Text = string.IsNullOrWhiteSpace(text) ? null : text.Trim(),
                Tag = string.IsNullOrWhiteSpace(tag) ? null : tag.Trim(),
                Status = state,
                Limit = count,
                After = after,
            };
            return true;
        }

        return false;
    }

    public static Refusal BadLimit() => Bad($"limit is a number from 1 to {ImageQuery.MaxLimit}.");

    public static Refusal BadCursor() => Bad("This is not the address of a page: the list begins without a cursor, and every page names the next.");

    private static Refusal Bad(string detail) => new(StatusCodes.Status400BadRequest, detail);

    private static bool TryReadStatus(string? text, out TaskState? status)
    {
        status = text switch
        {
            "pending" => TaskState.Pending,
            "processing" => TaskState.Processing,
            "completed" => TaskState.Completed,
            "failed" => TaskState.Failed,
            _ => null,
        };
        return status is not null || string.IsNullOrEmpty(text);
    }

    public static bool TryReadLimit(string? text, out int limit)
    {
        limit = ImageQuery.DefaultLimit;
        return string.IsNullOrEmpty(text)
            || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= ImageQuery.MaxLimit);
    }

    private static bool TryReadCursor(string? text, out ImageCursor? cursor)
    {
        cursor = null;
        return string.IsNullOrEmpty(text) || ImageCursor.TryParse(text, out cursor);
    }
}

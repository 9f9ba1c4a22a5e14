namespace Vignette.Schema.Catalog;

/// <summary>What to list. What is null filters nothing.</summary>
public sealed record ImageQuery
{
    public const int DefaultLimit = 30;

    public const int MaxLimit = 200;

    /// <summary>
    /// Words to find in captions, tags, labels and names: every word must occur, each as a prefix; <c>"…"</c> finds
    /// a phrase. Nothing else has a meaning. Null or blank: everything.
    /// </summary>
    public string? Text { get; init; }

    /// <summary>Only images that have this tag.</summary>
    public string? Tag { get; init; }

    /// <summary>Only images with a box or a suggestion of this label.</summary>
    public string? Label { get; init; }

    /// <summary>Only images whose overall status is this.</summary>
    public TaskState? Status { get; init; }

    public ReviewState? Review { get; init; }

    /// <summary>Only images taken on this day by the camera's clock or later.</summary>
    public DateOnly? TakenFrom { get; init; }

    /// <summary>The last day, itself included.</summary>
    public DateOnly? TakenTo { get; init; }

    /// <summary>Only images uploaded on this day or later. Days are UTC's.</summary>
    public DateOnly? UploadedFrom { get; init; }

    /// <summary>The last day, itself included.</summary>
    public DateOnly? UploadedTo { get; init; }

    /// <summary>Only images that this user uploaded.</summary>
    public string? Owner { get; init; }

    public ImageSort Sort { get; init; }

    /// <summary>1 to <see cref="MaxLimit"/>.</summary>
    public int Limit { get; init; } = DefaultLimit;

    /// <summary>Where the page before ended; null for the first page.</summary>
    public ImageCursor? After { get; init; }

    /// <summary>Whether this is a place in this very list, and not in one of another order.</summary>
    public bool HasPlace(ImageCursor cursor)
    {
        ArgumentNullException.ThrowIfNull(cursor);
        return cursor.Sort == Sort && ListOrder.Of(this).IsKey(cursor.Key);
    }
}

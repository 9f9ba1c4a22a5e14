namespace Vignette.Schema.Catalog;

/// <summary>What to list.</summary>
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

    /// <summary>Only images whose overall status is this.</summary>
    public TaskState? Status { get; init; }

    /// <summary>1 to <see cref="MaxLimit"/>.</summary>
    public int Limit { get; init; } = DefaultLimit;

    /// <summary>Where the page before ended; null for the first page.</summary>
    public ImageCursor? After { get; init; }
}

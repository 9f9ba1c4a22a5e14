using Vignette.Schema;

namespace Vignette.Gallery.Apis.Contracts;

/// <summary>All that is said about a picture. Boxes are fractions (0 to 1) of the oriented picture, from its top left corner.</summary>
public sealed record AnnotationDocument
{
    internal AnnotationDocument(ImageDetails details, IReadOnlyList<AnnotationHistoryEntry> history)
    {
        var image = details.Image;
        Id = image.Id.ToString();
        Version = image.Version;
        Review = image.Review;
        ReviewedBy = image.ReviewedBy;
        ReviewedAt = image.ReviewedAt;
        Caption = image.Caption;
        CaptionOrigin = image.CaptionOrigin;
        Tags = details.Tags;
        Boxes = details.Boxes;
        Suggestions = [.. details.Objects.Select(Suggestion)];
        Rejected = [.. details.Rejected.Select(Suggestion)];
        History = history;

        AnnotationSuggestion Suggestion(DetectedObject found) => new(found.IdIn(image.Id), found.Label, found.Confidence, found.Box);
    }

    public string Id { get; }

    /// <summary>Rises with every edit; a change names the version that it was made from.</summary>
    public long Version { get; }

    /// <summary><c>unreviewed</c>, <c>in_progress</c> or <c>approved</c>.</summary>
    public ReviewState Review { get; }

    /// <summary>Who last set the review state.</summary>
    public string? ReviewedBy { get; }

    public DateTimeOffset? ReviewedAt { get; }

    public string? Caption { get; }

    /// <summary><c>offline</c>, <c>model</c> or <c>person</c>.</summary>
    public CaptionOrigin? CaptionOrigin { get; }

    public IReadOnlyList<string> Tags { get; }

    /// <summary>What people drew or accepted, in their order.</summary>
    public IReadOnlyList<AnnotatedBox> Boxes { get; }

    /// <summary>What a model suggests and nobody has decided yet.</summary>
    public IReadOnlyList<AnnotationSuggestion> Suggestions { get; }

    /// <summary>What a model suggested and a person turned down.</summary>
    public IReadOnlyList<AnnotationSuggestion> Rejected { get; }

    /// <summary>The latest changes, newest first.</summary>
    public IReadOnlyList<AnnotationHistoryEntry> History { get; }
}

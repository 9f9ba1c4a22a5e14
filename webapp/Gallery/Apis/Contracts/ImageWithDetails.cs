using Vignette.Schema;

namespace Vignette.Gallery.Apis.Contracts;

/// <summary>An image with everything that is known of it.</summary>
public sealed record ImageWithDetails : ImageSummary
{
    internal ImageWithDetails(ImageDetails details)
        : base(details.Image)
    {
        Tags = details.Tags;
        Review = details.Image.Review;
        Boxes = details.Boxes;
        Objects = details.Objects;
        History = details.History;
    }

    public IReadOnlyList<string> Tags { get; }

    /// <summary><c>unreviewed</c>, <c>in_progress</c> or <c>approved</c>.</summary>
    public ReviewState Review { get; }

    /// <summary>What people drew or accepted.</summary>
    public IReadOnlyList<AnnotatedBox> Boxes { get; }

    /// <summary>What a model suggests and nobody has decided yet.</summary>
    public IReadOnlyList<DetectedObject> Objects { get; }

    /// <summary>What happened, oldest first.</summary>
    public IReadOnlyList<TaskHistoryEntry> History { get; }
}

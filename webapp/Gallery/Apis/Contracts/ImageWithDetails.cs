using Vignette.Schema;

namespace Vignette.Gallery.Apis.Contracts;

/// <summary>An image with everything that is known of it.</summary>
public sealed record ImageWithDetails : ImageSummary
{
    internal ImageWithDetails(ImageDetails details)
        : base(details.Image)
    {
        Tags = details.Tags;
        Objects = details.Objects;
        History = details.History;
    }

    public IReadOnlyList<string> Tags { get; }

    public IReadOnlyList<DetectedObject> Objects { get; }

    /// <summary>What happened, oldest first.</summary>
    public IReadOnlyList<TaskHistoryEntry> History { get; }
}

namespace Vignette.Schema;

/// <summary>An image with everything that its own page shows.</summary>
public sealed record ImageDetails(
    ImageRecord Image,
    IReadOnlyList<string> Tags,
    IReadOnlyList<DetectedObject> Objects,
    IReadOnlyList<TaskHistoryEntry> History);

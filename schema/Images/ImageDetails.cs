namespace Vignette.Schema;

/// <summary>An image with everything that its own page shows.</summary>
/// <param name="Boxes">What people drew or accepted, in their order.</param>
/// <param name="Objects">What a model suggests and nobody has decided yet.</param>
/// <param name="Rejected">What a model suggested and a person turned down.</param>
public sealed record ImageDetails(
    ImageRecord Image,
    IReadOnlyList<string> Tags,
    IReadOnlyList<AnnotatedBox> Boxes,
    IReadOnlyList<DetectedObject> Objects,
    IReadOnlyList<DetectedObject> Rejected,
    IReadOnlyList<TaskHistoryEntry> History);

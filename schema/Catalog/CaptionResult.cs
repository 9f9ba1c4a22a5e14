namespace Vignette.Schema.Catalog;

/// <summary>What the caption task found.</summary>
/// <param name="Model">The model's name, or null where no model was asked.</param>
public sealed record CaptionResult(
    string Caption,
    IReadOnlyList<string> Tags,
    IReadOnlyList<DetectedObject> Objects,
    CaptionOrigin Origin,
    string? Model);

namespace Vignette.Schema;

/// <summary>A labelled object in a picture.</summary>
/// <param name="Label">What it is, in a word or two.</param>
/// <param name="Confidence">0 to 1, or null where its author gave none.</param>
/// <param name="Box">Where it is.</param>
public sealed record DetectedObject(string Label, double? Confidence, BoundingBox Box);

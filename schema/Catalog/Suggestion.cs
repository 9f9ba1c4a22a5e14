namespace Vignette.Schema.Catalog;

/// <summary>A model's finding as its row has it.</summary>
/// <param name="Position">Where it is among the open ones; 0 for a decided one.</param>
internal sealed record Suggestion(string Id, int Position, DetectedObject Object, CaptionOrigin Origin);

using Vignette.Schema;

namespace Vignette.Gallery.Apis.Contracts;

/// <summary>An object that a model found.</summary>
/// <param name="Id">A box with this id accepts it.</param>
/// <param name="Confidence">0 to 1, or null where the model gave none.</param>
public sealed record AnnotationSuggestion(string Id, string Label, double? Confidence, BoundingBox Box);

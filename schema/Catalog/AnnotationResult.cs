namespace Vignette.Schema.Catalog;

/// <summary>What came of an edit of a picture's annotations.</summary>
/// <param name="Details">The picture as it is now; null where there is none.</param>
/// <param name="IsApproval">
/// Whether this edit approved the picture, or approved anew what it changed: then it is to be published as it is at
/// <see cref="ImageRecord.Version"/>.
/// </param>
public sealed record AnnotationResult(EditOutcome Outcome, ImageDetails? Details, bool IsApproval = false);

namespace Vignette.Schema.Catalog;

/// <summary>A page of a list.</summary>
/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record ImagePage(IReadOnlyList<ImageRecord> Images, ImageCursor? Next);

namespace Vignette.Schema.Catalog;

/// <summary>A page of a list, of which only the ids are told.</summary>
/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record ImageIdPage(IReadOnlyList<ImageId> Ids, ImageCursor? Next);

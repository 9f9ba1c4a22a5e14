namespace Vignette.Schema.Catalog;

/// <summary>A page of the trash.</summary>
/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record TrashPage(IReadOnlyList<TrashedImage> Images, TrashCursor? Next);

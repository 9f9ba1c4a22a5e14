using Vignette.Schema.Catalog;

namespace Vignette.Gallery.Pages;

/// <summary>One page of the gallery.</summary>
/// <param name="Next">The next page's address; null on the last one.</param>
/// <param name="IsFirst">Whether the list begins with this page.</param>
/// <param name="Looser">Where nothing was found: what would be found without one of the filters each.</param>
/// <param name="Notice">What came of an upload; null where there was none.</param>
/// <param name="Trashed">What was just deleted; null where nothing was.</param>
/// <param name="Mark">Changes after this are not on the page: see <see cref="ImageChange.Mark"/>.</param>
internal sealed record GalleryModel(
    GalleryFilter Filter,
    TilesModel Tiles,
    string? Next,
    bool IsFirst,
    ImageFacets Facets,
    IReadOnlyList<LooserFilter> Looser,
    UploadNotice? Notice,
    TrashNotice? Trashed,
    long Mark)
{
    /// <summary>The orders as people read them.</summary>
    public static IReadOnlyList<(ImageSort Sort, string Name)> Sorts { get; } =
    [
        (ImageSort.Newest, "Newest first"), (ImageSort.Oldest, "Oldest first"), (ImageSort.TakenNewest, "Taken, newest first"),
        (ImageSort.TakenOldest, "Taken, oldest first"), (ImageSort.Name, "File name"),
    ];
}

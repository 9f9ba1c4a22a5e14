using Vignette.Schema;

namespace Vignette.Gallery.Pages;

/// <summary>One page of the gallery.</summary>
/// <param name="Next">The next page's address; null on the last one.</param>
/// <param name="Notice">What came of an upload; null where there was none.</param>
/// <param name="Trashed">What was just deleted; null where nothing was.</param>
/// <param name="Mark">Changes after this are not on the page: see <see cref="Schema.Catalog.ImageChange.Mark"/>.</param>
internal sealed record GalleryModel(GalleryFilter Filter, TilesModel Tiles, string? Next, UploadNotice? Notice, TrashNotice? Trashed, long Mark)
{
    public static IReadOnlyList<TaskState?> States { get; } = [null, TaskState.Completed, TaskState.Processing, TaskState.Pending, TaskState.Failed];
}

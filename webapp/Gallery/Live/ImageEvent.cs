using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Gallery.Live;

/// <summary>What a live page hears of an image: the data of an <c>image</c> event. All but the id is null for a deleted one.</summary>
internal sealed record ImageEvent(string Id, bool Deleted)
{
    public TaskState? Status { get; init; }

    public TaskState? ThumbnailStatus { get; init; }

    public TaskState? AnnotationStatus { get; init; }

    public string? ThumbnailUrl { get; init; }

    public string? Caption { get; init; }

    public CaptionOrigin? CaptionOrigin { get; init; }

    public long? Version { get; init; }

    public PublicationState? Publication { get; init; }

    public long? PublishedVersion { get; init; }

    public static ImageEvent Of(ImageChange change) => change is { IsDeleted: true }
        ? new ImageEvent(change.Id.ToString(), Deleted: true)
        : new ImageEvent(change.Id.ToString(), Deleted: false)
        {
            Status = change.Image.OverallStatus,
            ThumbnailStatus = change.Image.ThumbnailTask.State,
            AnnotationStatus = change.Image.CaptionTask.State,
            ThumbnailUrl = Links.Thumb(change.Image),
            Caption = change.Image.Caption,
            CaptionOrigin = change.Image.CaptionOrigin,
            Version = change.Image.Version,
            Publication = change.Image.Publication,
            PublishedVersion = change.Image.PublishedVersion,
        };
}

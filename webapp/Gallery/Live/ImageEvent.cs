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

    public static ImageEvent Of(ImageChange change) => change.Image is not { } image
        ? new ImageEvent(change.Id.ToString(), Deleted: true)
        : new ImageEvent(change.Id.ToString(), Deleted: false)
        {
            Status = image.OverallStatus,
            ThumbnailStatus = image.ThumbnailTask.State,
            AnnotationStatus = image.CaptionTask.State,
            ThumbnailUrl = Links.Thumb(image),
            Caption = image.Caption,
            CaptionOrigin = image.CaptionOrigin,
            Version = image.Version,
            Publication = image.Publication,
            PublishedVersion = image.PublishedVersion,
        };
}

using Vignette.Schema;

namespace Vignette.Gallery.Apis.Contracts;

/// <summary>An image as a list of images tells it.</summary>
public record ImageSummary
{
    internal ImageSummary(ImageRecord image)
    {
        Id = image.Id.ToString();
        Filename = image.FileName;
        Owner = image.Owner;
        ContentType = image.ContentType;
        Size = image.Size;
        UploadedAt = image.UploadedAt;
        UpdatedAt = image.UpdatedAt;
        Version = image.Version;
        Status = image.OverallStatus;
        Thumbnail = new TaskSummary(image.ThumbnailTask);
        Annotation = new TaskSummary(image.CaptionTask);
        Publication = new PublicationSummary(image);
        Caption = image.Caption;
        CaptionOrigin = image.CaptionOrigin;
        CaptionModel = image.CaptionModel;
        Picture = image.Picture;
        Url = Links.Page(image.Id);
        ThumbnailUrl = Links.Thumb(image);
        PreviewUrl = Links.Preview(image);
        OriginalUrl = Links.Original(image.Id);
    }

    public string Id { get; }

    /// <summary>The name the file had.</summary>
    public string Filename { get; }

    public string Owner { get; }

    /// <summary>The media type by the file's signature.</summary>
    public string ContentType { get; }

    /// <summary>Bytes.</summary>
    public long Size { get; }

    public DateTimeOffset UploadedAt { get; }

    public DateTimeOffset UpdatedAt { get; }

    /// <summary>Rises with every edit.</summary>
    public long Version { get; }

    /// <summary>Sums up both tasks.</summary>
    public TaskState Status { get; }

    public TaskSummary Thumbnail { get; }

    public TaskSummary Annotation { get; }

    /// <summary>Approved images are published to the data set.</summary>
    public PublicationSummary Publication { get; }

    /// <summary>Null until the annotation task has completed.</summary>
    public string? Caption { get; }

    /// <summary>Who wrote the caption: <c>offline</c> (read off the picture by the program, not by a model), <c>model</c> or <c>person</c>.</summary>
    public CaptionOrigin? CaptionOrigin { get; }

    /// <summary>The model's name, where one wrote the caption.</summary>
    public string? CaptionModel { get; }

    /// <summary>Null until the thumbnail task has completed.</summary>
    public PictureDetails? Picture { get; }

    /// <summary>The image's page.</summary>
    public string Url { get; }

    /// <summary>Null until the thumbnail task has completed.</summary>
    public string? ThumbnailUrl { get; }

    /// <summary>Null until the thumbnail task has completed.</summary>
    public string? PreviewUrl { get; }

    public string OriginalUrl { get; }
}

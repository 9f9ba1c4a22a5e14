using Vignette.Pipeline.Objects;
using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Gallery.Apis.Contracts;

/// <summary>A deleted image that can be restored.</summary>
public sealed record TrashedSummary
{
    internal TrashedSummary(TrashedImage trashed)
    {
        var image = trashed.Image;
        Id = image.Id.ToString();
        Filename = image.FileName;
        Owner = image.Owner;
        Size = image.Size;
        Status = image.OverallStatus;
        Caption = image.Caption;
        Picture = image.Picture;
        TrashedAt = trashed.Since;
        TrashedBy = trashed.By;
        DeletedAt = trashed.Until;
        ThumbnailUrl = Links.Trashed(image, RenditionNames.Thumb);
        PreviewUrl = Links.Trashed(image, RenditionNames.Preview);
        OriginalUrl = Links.TrashedOriginal(image.Id);
    }

    public string Id { get; }

    /// <summary>The name the file had.</summary>
    public string Filename { get; }

    public string Owner { get; }

    /// <summary>Bytes.</summary>
    public long Size { get; }

    public TaskState Status { get; }

    public string? Caption { get; }

    public PictureDetails? Picture { get; }

    /// <summary>When it was deleted.</summary>
    public DateTimeOffset TrashedAt { get; }

    /// <summary>Who deleted it.</summary>
    public string TrashedBy { get; }

    /// <summary>When it is deleted for good.</summary>
    public DateTimeOffset DeletedAt { get; }

    /// <summary>Null where the thumbnail task had not completed.</summary>
    public string? ThumbnailUrl { get; }

    /// <summary>Null where the thumbnail task had not completed.</summary>
    public string? PreviewUrl { get; }

    public string OriginalUrl { get; }
}

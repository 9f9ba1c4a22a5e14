namespace Vignette.Schema;

/// <summary>An image as the catalog knows it: everything that a list of images shows.</summary>
public sealed record ImageRecord
{
    /// <summary>The catalog's own ascending number; pages and searches are ordered by it, newest first.</summary>
    public required long Sequence { get; init; }

    public required ImageId Id { get; init; }

    public required string Owner { get; init; }

    public required Visibility Visibility { get; init; }

    /// <summary>The name the file had. Data only: never a path, never markup.</summary>
    public required string FileName { get; init; }

    /// <summary>Where the original is in the originals bucket.</summary>
    public required string ObjectKey { get; init; }

    /// <summary>The entity tag of the object that the results were made from; null while the upload runs.</summary>
    public string? ObjectVersion { get; init; }

    public required bool Stored { get; init; }

    /// <summary>The media type by the file's signature, e.g. <c>image/jpeg</c>.</summary>
    public required string ContentType { get; init; }

    /// <summary>Bytes.</summary>
    public required long Size { get; init; }

    /// <summary>The original's SHA-256 in lower-case hexadecimal digits; null for an object that arrived on its own, until its thumbnail task has read it.</summary>
    public string? Sha256 { get; init; }

    public required DateTimeOffset UploadedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Known once the thumbnail task has completed.</summary>
    public PictureDetails? Picture { get; init; }

    /// <summary>Known once the caption task has completed.</summary>
    public string? Caption { get; init; }

    public CaptionOrigin? CaptionOrigin { get; init; }

    /// <summary>The model's name, or null where no model wrote the caption.</summary>
    public string? CaptionModel { get; init; }

    public required TaskStatus ThumbnailTask { get; init; }

    public required TaskStatus CaptionTask { get; init; }

    public ReviewState Review { get; init; }

    /// <summary>Who last set <see cref="Review"/>; null while nobody has.</summary>
    public string? ReviewedBy { get; init; }

    public DateTimeOffset? ReviewedAt { get; init; }

    /// <summary>The <see cref="Version"/> that is in the data set; 0 for none.</summary>
    public long PublishedVersion { get; init; }

    /// <summary>When it came into the data set as it is there; null where it is not.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>How the publication of the last approval went.</summary>
    public TaskStatus PublishTask { get; init; } = new(TaskKind.Publish, TaskState.Pending);

    /// <summary>Rises by one with every edit; an edit names the version it was made from.</summary>
    public required long Version { get; init; }

    /// <summary>The trace id (W3C, 32 hexadecimal digits) of the upload, which the tasks carry on; null for an object that arrived on its own.</summary>
    public string? CorrelationId { get; init; }

    public PublicationState Publication => Review != ReviewState.Approved
        ? PublishedVersion > 0 ? PublicationState.Outdated : PublicationState.None
        : PublishedVersion >= Version ? PublicationState.Published
        : PublishTask.State == TaskState.Failed ? PublicationState.Failed
        : PublicationState.Pending;

    public TaskState OverallStatus => Schema.OverallStatus.Of(ThumbnailTask.State, CaptionTask.State);
}

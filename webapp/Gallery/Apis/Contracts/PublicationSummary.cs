using Vignette.Schema;

namespace Vignette.Gallery.Apis.Contracts;

/// <summary>Where an image stands on its way into the data set.</summary>
public sealed record PublicationSummary
{
    internal PublicationSummary(ImageRecord image)
    {
        Status = image.Publication;
        Version = image.PublishedVersion > 0 ? image.PublishedVersion : null;
        PublishedAt = image.PublishedAt;
        Reason = Status is PublicationState.Pending or PublicationState.Failed ? image.PublishTask.Reason : null;
    }

    /// <summary>
    /// <c>none</c>; <c>pending</c>: approved and on its way; <c>failed</c>: approved, and could not be published; <c>published</c>: as it was
    /// approved last; <c>outdated</c>: as it was approved once, and it changed since.
    /// </summary>
    public PublicationState Status { get; }

    /// <summary>The image's version that is in the data set; null where none is.</summary>
    public long? Version { get; }

    public DateTimeOffset? PublishedAt { get; }

    /// <summary>Why the last attempt failed; null unless one did and none succeeded since.</summary>
    public string? Reason { get; }
}

namespace Vignette.Gallery.Apis.Contracts;

/// <summary>What became of the files of an upload.</summary>
public sealed record UploadReply(IReadOnlyList<UploadedImage> Images, IReadOnlyList<RejectedFile> Rejected);

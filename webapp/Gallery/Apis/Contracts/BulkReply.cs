namespace Vignette.Gallery.Apis.Contracts;

/// <summary>What came of a bulk request, image by image, in the order they were named.</summary>
public sealed record BulkReply(IReadOnlyList<BulkResult> Results);

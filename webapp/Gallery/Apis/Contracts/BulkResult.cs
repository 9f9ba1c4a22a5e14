namespace Vignette.Gallery.Apis.Contracts;

/// <summary>What came of a bulk request for one image.</summary>
/// <param name="Reason">Why not, for a person; null where it was done.</param>
public sealed record BulkResult(string Id, BulkOutcome Outcome, string? Reason = null);

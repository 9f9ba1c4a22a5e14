namespace Vignette.Cli.Deployments;

/// <summary>What came of something for one of many images.</summary>
/// <param name="Outcome"><c>done</c>, <c>unchanged</c>, <c>not_found</c> or <c>failed</c>.</param>
/// <param name="Reason">Why not; null where it was done.</param>
public sealed record RemoteBulkResult(string Id, string Outcome, string? Reason);

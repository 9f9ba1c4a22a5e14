namespace Vignette.Cli.Deployments;

/// <summary>What came of something that was to be done with many images.</summary>
public sealed record RemoteBulkReply(IReadOnlyList<RemoteBulkResult> Results);

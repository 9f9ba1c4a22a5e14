namespace Vignette.Cli.Deployments.Ingest;

/// <summary>What a walk over folders comes by: a file, or a place that it cannot look at.</summary>
/// <param name="Trouble">Why not; null for a file.</param>
internal sealed record FoundEntry(SourceFile File, string? Trouble = null);

namespace Vignette.Cli.Deployments.Ingest;

/// <summary>What became of a file, as the report has it.</summary>
/// <param name="File">Its path.</param>
/// <param name="Digest">The SHA-256 of what was sent, or would have been; null where the file was not read.</param>
/// <param name="Id">The picture in the gallery; null where it is not there.</param>
/// <param name="MovedTo">Where the file is now; null where it was not moved.</param>
/// <param name="Reason">Why it failed, or was left where it is.</param>
internal sealed record IngestLine(string File, IngestOutcome Outcome, string? Digest = null, string? Id = null, string? Url = null, string? MovedTo = null, string? Reason = null);

namespace Vignette.Cli.Deployments.Ingest;

/// <summary>A file whose content the gallery has, for certain.</summary>
internal sealed record ConfirmedFile(Candidate Candidate, IngestOutcome Outcome, string Id, string Url);

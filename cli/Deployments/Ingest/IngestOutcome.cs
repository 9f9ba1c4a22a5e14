namespace Vignette.Cli.Deployments.Ingest;

/// <summary>What became of a file.</summary>
internal enum IngestOutcome
{
    Uploaded,

    /// <summary>The gallery had it before.</summary>
    Known,

    /// <summary>Another file of the same content was uploaded.</summary>
    Duplicate,

    /// <summary>The gallery has it in its trash, and there it stays.</summary>
    Trashed,

    NotImage,
    Failed,
}

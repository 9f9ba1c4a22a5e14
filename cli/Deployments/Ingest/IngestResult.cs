using Vignette.Cli.Deployments.Transfers;

namespace Vignette.Cli.Deployments.Ingest;

/// <summary>How an ingest went. Of one that broke off, what was certain until then.</summary>
/// <param name="ExitCode">One of <see cref="Commands.ExitCodes"/>.</param>
/// <param name="Message">One line: what was done, or why not.</param>
/// <param name="DryRun">Whether nothing was changed, and the counts are of what would be.</param>
/// <param name="Known">Files that the gallery had before.</param>
/// <param name="Duplicates">Files whose content another file had that was uploaded.</param>
/// <param name="Trashed">Files that the gallery has in its trash.</param>
/// <param name="Bytes">Uploaded.</param>
internal sealed record IngestResult(
    int ExitCode,
    string Message,
    bool DryRun,
    long Uploaded,
    long Known,
    long Duplicates,
    long Trashed,
    long NotImages,
    long Failed,
    long Moved,
    long Deleted,
    long Bytes,
    double Seconds) : ITransferResult;

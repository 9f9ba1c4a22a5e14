using Vignette.Cli.Deployments.Transfers;

namespace Vignette.Cli.Deployments.Datasets;

/// <summary>How an import went. Of one that broke off, what was told until then.</summary>
/// <param name="ExitCode">One of <see cref="Commands.ExitCodes"/>.</param>
/// <param name="Message">One line: what was done, or why not.</param>
/// <param name="DryRun">Whether nothing was changed, and the counts are of what would be.</param>
internal sealed record ImportResult(int ExitCode, string Message, bool DryRun, long Added, long Changed, long Unchanged, long Skipped, int Tries, double Seconds) : ITransferResult;

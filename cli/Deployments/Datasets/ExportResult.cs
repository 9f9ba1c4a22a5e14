using Vignette.Cli.Deployments.Transfers;

namespace Vignette.Cli.Deployments.Datasets;

/// <summary>How an export went.</summary>
/// <param name="ExitCode">One of <see cref="Commands.ExitCodes"/>.</param>
/// <param name="Message">One line: what was exported, or why nothing was.</param>
/// <param name="File">Null where it went to standard output, or nowhere.</param>
/// <param name="Bytes">The file's, or how far the last try came.</param>
internal sealed record ExportResult(int ExitCode, string Message, string? File, long Bytes, int Tries, double Seconds) : ITransferResult;

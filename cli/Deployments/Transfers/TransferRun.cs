using System.Text.Json;
using Vignette.Cli.Commands;

namespace Vignette.Cli.Deployments.Transfers;

/// <summary>What every command that transfers something does around it: heeds signals, shows progress, and tells how it went.</summary>
internal static class TransferRun
{
    /// <param name="reportPath">Null: no report is wanted.</param>
    /// <param name="isOutput">Whether the result's message is what the command was asked for; otherwise it goes to standard error.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync<T>(
        Func<TransferProgress, ReportFile, StopSignals, Task<T>> transfer,
        Func<T, bool> isOutput,
        bool asJson,
        string? reportPath,
        CancellationToken cancellationToken)
        where T : ITransferResult
    {
        using var stop = new StopSignals(cancellationToken);
        try
        {
            await using var report = ReportFile.Create(reportPath);
            var result = await TransferProgress.RunAsync(TimeProvider.System, progress => transfer(progress, report, stop));
            await report.WriteAsync(result);
            if (asJson)
            {
                Console.WriteLine(JsonSerializer.Serialize(result, GalleryAnswer.Json));
            }
            else
            {
                await (isOutput(result) ? Console.Out : Console.Error).WriteLineAsync(result.Message);
            }

            return result.ExitCode;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return ExitCodes.FileTrouble;
        }
    }
}

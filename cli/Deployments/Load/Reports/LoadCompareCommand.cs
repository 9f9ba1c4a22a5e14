using System.CommandLine;
using System.Text.Json;
using Vignette.Cli.Commands;
using Vignette.Cli.Deployments.Transfers;

namespace Vignette.Cli.Deployments.Load.Reports;

/// <summary><c>vignette load compare A B</c>: whether one run was slower than another.</summary>
internal static class LoadCompareCommand
{
    public static Command Create()
    {
        var before = new Argument<string>("A") { Description = "What `load --report` wrote before." };
        var after = new Argument<string>("B") { Description = "What it wrote now." };
        var failAbove = new Option<double?>("--fail-above") { Description = $"End with {ExitCodes.Slower} where a percentile of B is more than so many times that of A, a rate so many times lower, or more pictures were lost, failed or not accepted." };
        failAbove.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !result.Errors.Any() && !(result.GetValueOrDefault<double?>() is >= 1 and <= 1000))
            {
                result.AddError($"--fail-above must be 1 to 1000, as 1.2 for a fifth more; {token.Value} is not.");
            }
        });
        var html = new Option<string>("--html") { Description = "Write the comparison with charts to this file, which opens without a network.", HelpName = "FILE" };

        var command = new Command("compare", $"Compares two runs: latencies, rates and what went wrong, and which settings differ. Ends with {ExitCodes.Success}, with {ExitCodes.Slower} as --fail-above says, or with {ExitCodes.FileTrouble} where a file cannot be read.")
        {
            before, after, failAbove, html,
        };
        command.SetAction((arguments, cancellationToken) => RunAsync(arguments.GetRequiredValue(before), arguments.GetRequiredValue(after), arguments.GetValue(failAbove), arguments.GetValue(html), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string before, string after, double? failAbove, string? htmlPath, CancellationToken cancellationToken)
    {
        try
        {
            var comparison = new LoadComparison(await ReadAsync(before, cancellationToken), await ReadAsync(after, cancellationToken), failAbove);
            foreach (var line in ComparisonText.Lines(comparison))
            {
                Console.WriteLine(line);
            }

            if (htmlPath is not null)
            {
                await using var html = PartialFile.Create(htmlPath);
                await html.KeepAsync(ComparisonPage.Of(comparison), cancellationToken);
            }

            return comparison.IsWorse ? ExitCodes.Slower : ExitCodes.Success;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return ExitCodes.FileTrouble;
        }
    }

    private static async Task<LoadResult> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var result = JsonSerializer.Deserialize<LoadResult>(await File.ReadAllBytesAsync(path, cancellationToken), GalleryAnswer.Json);
            return result?.Measures is not null ? result : throw new IOException($"{path} is of a run that sent nothing.");
        }
        catch (JsonException fault)
        {
            throw new IOException($"{path} is not what `load --report` writes.", fault);
        }
    }
}

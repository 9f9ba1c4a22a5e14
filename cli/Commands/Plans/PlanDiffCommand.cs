using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Vignette.Planning;
using Vignette.Planning.Differences;
using Vignette.Planning.Differences.Reports;

namespace Vignette.Cli.Commands.Plans;

/// <summary><c>vignette plan diff OLD NEW</c>: what a deployment of one plan over another does, and what that means.</summary>
public static class PlanDiffCommand
{
    /// <summary>What GitHub takes as a comment.</summary>
    private const int MostLimit = 65_536;

    private const int MostMessage = 2_000;

    public static Command Create()
    {
        var before = new Argument<string>("OLD") { Description = "The plan before: a file, a folder of plans, or - for none, which is a new stack." };
        var after = new Argument<string>("NEW") { Description = "The plan after: the same. Of two folders the plans of the same name are compared." };
        var markdown = new Option<bool>("--markdown") { Description = "Write it as a pull request's comment: the first three lines say what nobody should miss." };
        var json = new Option<bool>("--json") { Description = "Write it for programs." };
        var exitCode = new Option<bool>("--exit-code")
        {
            Description = $"End with {ExitCodes.Differs} where the plans differ, and with {ExitCodes.DiffersLoudly} where a difference has a loud mark; otherwise with {ExitCodes.Success}.",
        };
        var force = new Option<bool>("--force") { Description = "Compare plans that have hardly anything in common, too." };
        var limit = new Option<int>("--limit")
        {
            Description = "The most characters of --markdown. What does not fit is left out, and the last line says so.",
            DefaultValueFactory = _ => MarkdownDifference.DefaultLimit,
        };
        limit.Validators.Add(CheckLimit);

        var command = new Command("diff", $"Says what a deployment of one plan over another does: resources, rights, open ports, cost. Ends with {ExitCodes.Success}, or with {ExitCodes.Failure} where it cannot compare them.")
        {
            before, after, markdown, json, exitCode, force, limit,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(markdown) && result.GetValue(json))
            {
                result.AddError("Of --markdown and --json only one can be.");
            }
        });
        command.SetAction(arguments =>
        {
            try
            {
                var differences = PlanFiles.Compare(arguments.GetRequiredValue(before), arguments.GetRequiredValue(after), arguments.GetValue(force));
                Write(differences, arguments.GetValue(markdown), arguments.GetValue(json), arguments.GetValue(limit));
                return !arguments.GetValue(exitCode) || differences.All(difference => difference.IsEmpty) ? ExitCodes.Success
                    : differences.Any(difference => difference.IsLoud) ? ExitCodes.DiffersLoudly : ExitCodes.Differs;
            }
            // The latter are of plans with inputs of kinds that the provider does not take.
            catch (Exception fault) when (fault is PlanException or InvalidOperationException or KeyNotFoundException or FormatException or OverflowException)
            {
                Console.Error.WriteLine(VisibleText.Of(fault is PlanException ? fault.Message : $"These plans cannot be compared: {fault.Message}", MostMessage));
                return ExitCodes.Failure;
            }
        });
        return command;
    }

    private static void CheckLimit(OptionResult result)
    {
        if (result.Tokens is [var token] && int.TryParse(token.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value is < MarkdownDifference.LeastLimit or > MostLimit)
        {
            result.AddError($"--limit must be {MarkdownDifference.LeastLimit} to {MostLimit}.");
        }
    }

    private static void Write(IReadOnlyList<PlanDifference> differences, bool markdown, bool json, int limit)
    {
        var report = new DifferenceReport(differences);
        if (json)
        {
            Console.Out.Write(DifferenceJson.Write(differences));
        }
        else if (markdown)
        {
            Console.Out.Write(MarkdownDifference.Write(report, limit));
        }
        else
        {
            TerminalDifference.Write(report);
        }
    }
}

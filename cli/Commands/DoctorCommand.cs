using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using Vignette.Cli.Doctor;
using Vignette.Cli.Local;

namespace Vignette.Cli.Commands;

/// <summary><c>vignette doctor</c>: whether this machine, and the account that a stack is for, have what is needed, and how to mend what they have not.</summary>
public static class DoctorCommand
{
    private const string Local = "local";
    private const int DefaultTimeout = 30;
    private const int MaxTimeout = 3600;

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Command Create()
    {
        var target = new Argument<string>("TARGET")
        {
            Description = "local, or a stack that has a Pulumi.STACK.yaml, such as dev: what `vignette up` or what `pulumi up` needs.",
            DefaultValueFactory = _ => Local,
        };
        var repository = new Option<DirectoryInfo>("--repository")
        {
            Description = "The repository's folder.",
            DefaultValueFactory = _ => new DirectoryInfo("."),
        };
        repository.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !Directory.Exists(token.Value))
            {
                result.AddError($"There is no folder {token.Value}.");
            }
        });
        var data = new Option<string>("--data") { Description = "local: the folder that is to hold everything.", DefaultValueFactory = _ => ".vignette" };
        var port = Numbers.Option("--port", LocalPlatformOptions.DefaultPort, 0, ushort.MaxValue, "local: where it is to listen.");
        var timeout = Numbers.Option("--timeout", DefaultTimeout, 1, MaxTimeout, "Seconds that each check may take.");
        var json = new Option<bool>("--json") { Description = "For machines." };

        var command = new Command("doctor", "Says what this machine or a stack's account lacks, and how to mend it. Changes nothing.") { target, repository, data, port, timeout, json };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var folder = arguments.GetRequiredValue(repository).FullName;
            var patient = new Patient(
                Toolbox.Here(folder),
                new ConfigurationBuilder().AddEnvironmentVariables().Build(),
                new Checkup(TimeSpan.FromSeconds(arguments.GetValue(timeout)), TimeProvider.System));
            try
            {
                var what = arguments.GetRequiredValue(target);
                var findings = what == Local
                    ? await patient.LocalAsync(arguments.GetRequiredValue(data), arguments.GetValue(port), cancellationToken)
                    : await patient.StackAsync(folder, what, cancellationToken);
                await WriteAsync(what, findings, arguments.GetValue(json));
                return findings.Any(finding => finding.Outcome == Outcome.Problem) ? ExitCodes.MustBeMended : ExitCodes.Success;
            }
            catch (DoctorFault fault)
            {
                await Console.Error.WriteLineAsync(fault.Message);
                return ExitCodes.Failure;
            }
        });
        return command;
    }

    private static async Task WriteAsync(string target, IReadOnlyList<Finding> findings, bool json)
    {
        if (json)
        {
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(new { target, outcome = findings.Max(finding => finding.Outcome), checks = findings }, Format));
            return;
        }

        foreach (var finding in findings)
        {
            await Console.Out.WriteLineAsync(finding.ToString());
        }
    }
}

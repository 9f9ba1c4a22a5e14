using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Microsoft.Extensions.Options;
using Vignette.Cli.Local;
using Vignette.Schema.Migrations;

namespace Vignette.Cli.Commands;

/// <summary><c>vignette up</c>: the whole platform on this machine, until it is stopped.</summary>
public static class UpCommand
{
    private const int MaxWorkers = 64;

    public static Command Create()
    {
        var port = new Option<int>("--port")
        {
            Description = "Where to listen on the loopback address; 0 for any free port.",
            DefaultValueFactory = _ => LocalPlatformOptions.DefaultPort,
        };
        port.Validators.Add(result => Between(result, 0, ushort.MaxValue));
        var data = new Option<string>("--data")
        {
            Description = "The folder that holds everything.",
            DefaultValueFactory = _ => ".vignette",
        };
        var samples = new Option<bool>("--samples")
        {
            Description = "Put a few drawn pictures in, so that the first look is not an empty page.",
        };
        var workers = new Option<int>("--workers")
        {
            Description = "How many tasks of each kind run at once; 0 leaves them waiting.",
            DefaultValueFactory = _ => Environment.ProcessorCount,
        };
        workers.Validators.Add(result => Between(result, 0, MaxWorkers));

        var command = new Command("up", "Runs the whole platform on this machine.") { port, data, samples, workers };
        command.SetAction((arguments, cancellationToken) => RunAsync(
            new LocalPlatformOptions(arguments.GetRequiredValue(data))
            {
                Port = arguments.GetValue(port),
                Samples = arguments.GetValue(samples),
                Workers = arguments.GetValue(workers),
            },
            cancellationToken));
        return command;
    }

    // What is no number at all is refused before.
    internal static void Between(OptionResult result, int least, int most)
    {
        if (result.Tokens is [var token] && int.TryParse(token.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && (value < least || value > most))
        {
            result.AddError($"{result.Option.Name} must be {least} to {most}.");
        }
    }

    private static async Task<int> RunAsync(LocalPlatformOptions options, CancellationToken cancellationToken)
    {
        try
        {
            await using var platform = await LocalPlatform.StartAsync(options, cancellationToken);
            Welcome.Print(platform, options);
            return await platform.WaitForShutdownAsync(cancellationToken) ? ExitCodes.Success : ExitCodes.Failure;
        }
        catch (StartFailure failure)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return ExitCodes.Failure;
        }
        catch (OptionsValidationException failure)
        {
            foreach (var message in failure.Failures)
            {
                await Console.Error.WriteLineAsync(message);
            }

            return ExitCodes.Failure;
        }
        catch (Exception failure) when (failure is SchemaMismatchException or DllNotFoundException)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return ExitCodes.Failure;
        }
    }
}

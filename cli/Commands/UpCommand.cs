using System.CommandLine;
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
        var port = Numbers.Option("--port", LocalPlatformOptions.DefaultPort, 0, ushort.MaxValue, "Where to listen on the loopback address; 0 for any free port.");
        var data = new Option<string>("--data")
        {
            Description = "The folder that holds everything.",
            DefaultValueFactory = _ => ".vignette",
        };
        var samples = new Option<bool>("--samples")
        {
            Description = "Put a few drawn pictures in, so that the first look is not an empty page.",
        };
        var workers = Numbers.Option("--workers", Environment.ProcessorCount, 0, MaxWorkers, "How many tasks of each kind run at once; 0 leaves them waiting.");

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

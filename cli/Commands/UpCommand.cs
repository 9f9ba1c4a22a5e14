using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using Microsoft.Extensions.Options;
using Vignette.Cli.Local;
using Vignette.Gallery.Access;
using Vignette.Schema.Migrations;

namespace Vignette.Cli.Commands;

/// <summary><c>vignette up</c>: the whole platform on this machine, until it is stopped.</summary>
public static class UpCommand
{
    private const int MaxWorkers = 64;

    public static Command Create()
    {
        var port = Numbers.Option("--port", LocalPlatformOptions.DefaultPort, 0, ushort.MaxValue, "The port to listen on; 0 for any free one.");
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

        var host = new Option<IPAddress?>("--host")
        {
            Description = "The address to listen on, such as 0.0.0.0 for all of this machine's; the loopback addresses alone where it is left out. People must sign in then.",
            CustomParser = result => IPAddress.TryParse(result.Tokens.Single().Value, out var address) ? address : Fail<IPAddress?>(result, "--host is an IP address, such as 0.0.0.0."),
        };
        var signIn = new Option<SignInMode?>("--sign-in")
        {
            Description = "How people say who they are: none or password. $SIGN_IN where it is left out, or else none.",
            CustomParser = result => SignInOptions.Parse(result.Tokens.Single().Value) ?? Fail<SignInMode?>(result, "--sign-in is none or password."),
        };

        var command = new Command("up", "Runs the whole platform on this machine.") { port, host, signIn, data, samples, workers };
        command.SetAction((arguments, cancellationToken) => RunAsync(
            new LocalPlatformOptions(arguments.GetRequiredValue(data))
            {
                Host = arguments.GetValue(host),
                Port = arguments.GetValue(port),
                SignIn = arguments.GetValue(signIn),
                Samples = arguments.GetValue(samples),
                Workers = arguments.GetValue(workers),
            },
            cancellationToken));
        return command;
    }

    private static T? Fail<T>(ArgumentResult result, string message)
    {
        result.AddError(message);
        return default;
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

using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using Vignette.Cli.Commands;

namespace Vignette.Cli.Deployments;

/// <summary><c>vignette smoke URL</c>: whether a deployed gallery works, told in one line.</summary>
public static class SmokeCommand
{
    // Functions on AWS that nobody has called yet start one after the other, and captions wait for their turn at the model.
    private const int DefaultTimeout = 300;

    private const int MostSeconds = 3600;

    private static readonly TimeSpan LeastPatience = TimeSpan.FromSeconds(10);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    public static Command Create()
    {
        var address = new Argument<Uri>("url")
        {
            Description = "The gallery's address, as `pulumi stack output gallery` says it.",
            CustomParser = result =>
            {
                if (GalleryAddress.TryParse(result.Tokens.SingleOrDefault()?.Value, out var uri))
                {
                    return uri;
                }

                result.AddError($"url must be {GalleryAddress.Allowed}.");
                return null;
            },
        };
        var timeout = Numbers.Option("--timeout", DefaultTimeout, 1, MostSeconds, "Seconds that thumbnail and caption may take.");
        var wait = Numbers.Option("--wait", 0, 0, MostSeconds, "Seconds that the gallery may take until it answers and is ready, as right after a deployment.");
        var asJson = new Option<bool>("--json") { Description = "Print the result as JSON." };

        var command = new Command(
            "smoke",
            $"""
            Tries a deployed gallery out: sends a picture, waits for both results, looks at them and at the pages, and deletes it.
            Where people sign in and no token is given, it looks whether the gallery is up and asks who one is, and sends nothing.

            Ends with {ExitCodes.Success} where all of it works, and otherwise says in one line what failed and where to look:
              {ExitCodes.Unreachable}  nobody answers there, or not in time
              {ExitCodes.CertificateUntrusted}  the certificate is not trusted
              {ExitCodes.NotAGallery}  whoever answers is no gallery
              {ExitCodes.Refused}  the gallery did not take the picture, or a part of it is down
              {ExitCodes.NeverFinished}  thumbnail or caption did not come in time
              {ExitCodes.ProcessingFailed}  thumbnail or caption failed
              {ExitCodes.PageWrong}  a rendition is no picture, or a page does not show it
              {ExitCodes.NotDeleted}  all went well, but the picture could not be deleted
            """)
        {
            address, timeout, wait, asJson,
        };
        command.Add(AccessToken.Option);
        command.SetAction((arguments, cancellationToken) => RunAsync(
            new SmokeOptions(arguments.GetRequiredValue(address), TimeSpan.FromSeconds(arguments.GetValue(timeout)), TimeSpan.FromSeconds(arguments.GetValue(wait))),
            arguments.GetValue(asJson),
            AccessToken.Bounds(arguments),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(SmokeOptions options, bool asJson, GalleryClientOptions bounds, CancellationToken cancellationToken)
    {
        // Ctrl-C still deletes the picture.
        using var stop = new StopSignals(cancellationToken);
        if (options.Timeout < bounds.RequestTimeout)
        {
            // Who has little time waits less for one answer too, though as long as a busy machine may need for one.
            bounds = bounds with { RequestTimeout = options.Timeout > LeastPatience ? options.Timeout : LeastPatience };
        }

        try
        {
            var result = await new SmokeTest(options, bounds, TimeProvider.System).RunAsync(stop.Token);
            if (asJson)
            {
                Console.WriteLine(JsonSerializer.Serialize(result, Json));
            }
            else
            {
                await (result.ExitCode == ExitCodes.Success ? Console.Out : Console.Error).WriteLineAsync(result.Message);
            }

            return result.ExitCode;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped.");
            return ExitCodes.Failure;
        }
    }
}

using System.CommandLine;
using Vignette.Cli.Commands;
using Vignette.Cli.Deployments.Load.Reports;
using Vignette.Cli.Deployments.Transfers;

namespace Vignette.Cli.Deployments.Load;

/// <summary><c>vignette load</c>: how much a gallery takes, and how long it takes for it.</summary>
public static class LoadCommand
{
    public static Command Create()
    {
        var options = new LoadArguments();
        var html = new Option<string>("--html") { Description = "Write a report with charts to this file, which opens without a network.", HelpName = "FILE" };
        var (asJson, report) = (TransferOptions.Json(), TransferOptions.Report("Write all that was measured to this file, as a line of JSON: what `load compare` reads."));
        var command = new Command(
            "load",
            $"""
            Sends pictures to a gallery, and measures how long it takes to accept them and until both results are there.

            Each file is sent once, and is another by a comment in it, which names the run; so a picture that is sent again counts as another. Latency is from when a picture was due, not from when it could be sent. Each picture is deleted for good at the end, unless it is to be kept. Ctrl-C ends the sending, a second one all of it; either way what was measured is told.

            Ends with {ExitCodes.Success}, or with:
              {ExitCodes.Failure}  it was stopped, or the command is not understood
              {ExitCodes.Unreachable}  nobody answers there, or not in time
              {ExitCodes.CertificateUntrusted}  the certificate is not trusted
              {ExitCodes.NotAGallery}  whoever answers is no gallery
              {ExitCodes.Refused}  the gallery is not ready
              {ExitCodes.NeverFinished}  pictures were accepted and lost
              {ExitCodes.ProcessingFailed}  thumbnails or captions failed
              {ExitCodes.NotDeleted}  all went well, but not all pictures could be deleted
              {ExitCodes.SomeLeftOut}  some pictures were not accepted
              {ExitCodes.FileTrouble}  a file or folder here cannot be read or written
            """)
        {
            asJson, report, html,
        };
        options.AddTo(command);
        command.Add(AccessToken.Option);
        command.SetAction((arguments, cancellationToken) => RunAsync(options.Read(arguments), AccessToken.Bounds(arguments), arguments.GetValue(asJson), arguments.GetValue(report), arguments.GetValue(html), cancellationToken));
        command.Add(LoadCompareCommand.Create());
        return command;
    }

    private static Task<int> RunAsync(LoadOptions options, GalleryClientOptions bounds, bool asJson, string? reportPath, string? htmlPath, CancellationToken cancellationToken) => TransferRun.RunAsync(
        async (progress, _, stop) =>
        {
            // Whether it can be written is known before anything is sent.
            await using var html = htmlPath is null ? null : PartialFile.Create(htmlPath);
            var result = await new LoadRun(options, bounds, TimeProvider.System).RunAsync(progress, stop);
            if (result.Measures is { } measures && !asJson)
            {
                foreach (var line in LoadText.Lines(measures))
                {
                    progress.Print(line);
                }
            }

            if (html is not null && result.Measures is not null)
            {
                await html.KeepAsync(LoadPage.Of(result), CancellationToken.None);
            }

            return result;
        },
        result => result.Measures is not null,
        asJson,
        reportPath,
        cancellationToken);
}

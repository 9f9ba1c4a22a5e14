using System.CommandLine;
using Vignette.Cli.Commands;
using Vignette.Cli.Deployments.Transfers;
using Vignette.Exchange;

namespace Vignette.Cli.Deployments.Datasets;

/// <summary><c>vignette export</c>: what a search finds, into a file.</summary>
public static class ExportCommand
{
    private const string StandardOutput = "-";

    public static Command Create()
    {
        var from = TransferOptions.Gallery("--from");
        var format = DatasetOptions.Format("The file's format.", isRequired: true);
        var output = new Option<string>("--output") { Description = $"The file to write, {StandardOutput} for standard output; left out, a name with the format and the time in this folder.", HelpName = "FILE" };
        var images = new Option<bool>("--images") { Description = "Put the pictures in too; then every format is a zip." };
        var search = new SearchOptions();
        var (tries, asJson, report) = (TransferOptions.Tries(), TransferOptions.Json(), TransferOptions.Report("Write the result to this file, as a line of JSON."));

        var command = new Command(
            "export",
            $"""
            Writes what a gallery's search finds into a file: captions, tags, boxes, review states and, if you like, the pictures. Without a search, all there is.

            The file has its name only once it is whole; what had it before stays until then. Ends with {ExitCodes.Success}, or with:
              {ExitCodes.Failure}  it was stopped, or the command is not understood
              {ExitCodes.Unreachable}  nobody answers there, or not in time
              {ExitCodes.CertificateUntrusted}  the certificate is not trusted
              {ExitCodes.NotAGallery}  whoever answers is no gallery
              {ExitCodes.Refused}  the gallery refused it, or a part of it is down
              {ExitCodes.BrokeOff}  the connection was lost in the middle
              {ExitCodes.FileTrouble}  the file cannot be written
            """)
        {
            from, format, output, images, tries, asJson, report,
        };
        search.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(asJson) && result.GetValue(output) == StandardOutput)
            {
                result.AddError("--json and --output - both are standard output: name a file, or write the result to one by --report.");
            }
        });
        command.Add(AccessToken.Option);
        command.SetAction(async (arguments, cancellationToken) =>
        {
            if (!search.TryRead(arguments, out var read, out var problem))
            {
                await Console.Error.WriteLineAsync(problem);
                return ExitCodes.Failure;
            }

            var (kind, withPictures) = (DatasetOptions.Parse(arguments.GetRequiredValue(format)), arguments.GetValue(images));
            var file = arguments.GetValue(output) ?? kind.FileName(withPictures, TimeProvider.System.GetUtcNow());
            var options = new ExportOptions(arguments.GetRequiredValue(from), kind, read, withPictures, file == StandardOutput ? null : file, arguments.GetValue(tries));
            return await RunAsync(options, AccessToken.Bounds(arguments), arguments.GetValue(asJson), arguments.GetValue(report), cancellationToken);
        });
        return command;
    }

    private static Task<int> RunAsync(ExportOptions options, GalleryClientOptions bounds, bool asJson, string? reportPath, CancellationToken cancellationToken) => TransferRun.RunAsync(
        (progress, _, stop) => new DatasetExport(options, bounds, TimeProvider.System).RunAsync(progress, stop.Token),
        result => result.ExitCode == ExitCodes.Success && options.File is not null,
        asJson,
        reportPath,
        cancellationToken);
}

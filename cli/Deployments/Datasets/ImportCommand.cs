using System.CommandLine;
using Vignette.Cli.Commands;
using Vignette.Cli.Deployments.Transfers;
using Vignette.Gallery.Apis.Contracts;

namespace Vignette.Cli.Deployments.Datasets;

/// <summary><c>vignette import FILE</c>: annotations, and pictures, out of a file into a gallery.</summary>
public static class ImportCommand
{
    private const string Replace = "replace";
    private const string Add = "add";

    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "COCO JSON, YOLO, Pascal VOC, CSV or JSON Lines, plain or in a zip, with or without pictures." };
        var to = TransferOptions.Gallery("--to");
        var format = DatasetOptions.Format("The file's format, where its content does not tell.", isRequired: false);
        var dryRun = new Option<bool>("--dry-run") { Description = "Change nothing, and say what would change." };
        var merge = new Option<string>("--merge") { Description = "replace: pictures become as the file says. add: what they have stays.", DefaultValueFactory = _ => Replace };
        merge.AcceptOnlyFromAmong(Replace, Add);
        var (tries, asJson, report) = (TransferOptions.Tries(), TransferOptions.Json(), TransferOptions.Report("Write to this file what became of each picture, and then the result: a line of JSON each."));

        var command = new Command(
            "import",
            $"""
            Takes annotations, and pictures, from a file into a gallery. The file is looked at as a whole first; then each picture is changed whole or not at all. The same file again changes nothing.

            Says of each picture that changes or is left out what and why, and ends with {ExitCodes.Success}, or with:
              {ExitCodes.Failure}  it was stopped, or the command is not understood
              {ExitCodes.Unreachable}  nobody answers there, or not in time
              {ExitCodes.CertificateUntrusted}  the certificate is not trusted
              {ExitCodes.NotAGallery}  whoever answers is no gallery
              {ExitCodes.Refused}  the gallery refused the file, or a part of it is down; nothing was changed
              {ExitCodes.SomeLeftOut}  some pictures were left out
              {ExitCodes.BrokeOff}  it broke off in the middle: what was done is done, and the same file again goes on
              {ExitCodes.FileTrouble}  the file cannot be read
            """)
        {
            file, to, format, dryRun, merge, tries, asJson, report,
        };
        command.Add(AccessToken.Option);
        command.SetAction((arguments, cancellationToken) => RunAsync(
            new ImportOptions(
                arguments.GetRequiredValue(file),
                arguments.GetRequiredValue(to),
                arguments.GetValue(format) is { } code ? DatasetOptions.Parse(code) : null,
                arguments.GetValue(merge) == Add,
                arguments.GetValue(dryRun),
                arguments.GetValue(tries)),
            AccessToken.Bounds(arguments),
            arguments.GetValue(asJson),
            arguments.GetValue(report),
            cancellationToken));
        return command;
    }

    private static Task<int> RunAsync(ImportOptions options, GalleryClientOptions bounds, bool asJson, string? reportPath, CancellationToken cancellationToken) => TransferRun.RunAsync(
        (progress, report, stop) => new DatasetImport(options, bounds, TimeProvider.System).RunAsync(
            progress,
            async line =>
            {
                await report.WriteAsync(line);
                if (!asJson && line.Outcome != "unchanged")
                {
                    progress.Print(Text(line));
                }
            },
            stop.Token),
        result => result.ExitCode is ExitCodes.Success or ExitCodes.SomeLeftOut,
        asJson,
        reportPath,
        cancellationToken);

    // What others wrote must not control the terminal.
    private static string Text(ImportLine line)
    {
        var outcome = line.Outcome == "skipped" ? "left out" : line.Outcome;
        return GalleryException.OneLine($"{line.Place}: {(line.Filename is null ? "" : $"{line.Filename} ")}{outcome}: {string.Join("; ", line.Notes ?? [])}");
    }
}

using System.CommandLine;
using System.Globalization;
using Vignette.Cli.Commands;
using Vignette.Cli.Deployments.Transfers;
using Vignette.Schema.Catalog;

namespace Vignette.Cli.Deployments.Ingest;

/// <summary><c>vignette ingest DIR…</c>: pictures out of folders into a gallery.</summary>
public static class IngestCommand
{
    private const int DefaultParallel = 8;
    private const int MostParallel = 64;
    private const double DefaultSettle = 2;
    private const double LeastSettle = 0.1;
    private const double MostSettle = 3600;
    private const int MostPixels = 65_535;
    private const int DefaultPatience = 120;
    private const int MostPatience = 86_400;

    public static Command Create()
    {
        var sources = new Argument<string[]>("DIR") { Description = "Folders, with all that is below them, or files.", Arity = ArgumentArity.OneOrMore };
        var to = TransferOptions.Gallery("--to");
        var parallel = Numbers.Option("--parallel", DefaultParallel, 1, MostParallel, "The most that is sent at once. How many are is what the gallery's answers allow.");
        var patience = Numbers.Option("--patience", DefaultPatience, 0, MostPatience, "Seconds that the gallery may be away, or busy, before it is given up.");
        var moveTo = new Option<string>("--move-to") { Description = "Move files to this folder, below it as they are below DIR, once the gallery has them for certain.", HelpName = "FOLDER" };
        var delete = new Option<bool>("--delete") { Description = "Delete files once the gallery has them for certain." };
        var tags = new Option<string[]>("--tag") { Description = "Tag every picture with this; may be said several times." };
        var tagsFromFolders = new Option<bool>("--tags-from-folders") { Description = "Tag pictures with the names of the folders below DIR that they are in." };
        var watch = new Option<bool>("--watch") { Description = "Go on with what comes into the folders, until Ctrl-C or SIGTERM." };
        var settle = new Option<double>("--settle") { Description = "With --watch: seconds that a file must have been unchanged before it is taken.", DefaultValueFactory = _ => DefaultSettle };
        settle.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && double.TryParse(token.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is not (>= LeastSettle and <= MostSettle))
            {
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"--settle must be {LeastSettle} to {MostSettle}."));
            }
        });
        var resize = Numbers.Option("--resize", 0, 1, MostPixels, "Shrink pictures to this many pixels on the longest side before they are sent. Format, orientation and date stay; GIFs and animations go as they are.");
        resize.DefaultValueFactory = null;
        var dryRun = new Option<bool>("--dry-run") { Description = "Change nothing, here or there, and say what would be uploaded." };
        var (asJson, report) = (TransferOptions.Json(), TransferOptions.Report("Write to this file what became of each file, and then the result: a line of JSON each."));

        var command = new Command(
            "ingest",
            $"""
            Uploads the pictures in folders that a gallery does not have yet. What is a picture (JPEG, PNG, GIF, WebP) its first bytes say, and what the gallery has, its SHA-256. Broken off, it is run again and goes on.

            Hidden files and folders are left out. Symbolic links to files are read, and stay where they are; those to folders are not followed. What is in the gallery's trash stays there. Tags are added to pictures that the gallery had before, too; a picture that is tagged by it before a model has described it keeps to these tags. A file that changes while it is sent, is not sent; one that changes after, is not moved or deleted. Nothing is ever written over.

            Ends with {ExitCodes.Success}, or with:
              {ExitCodes.Failure}  it was stopped, or the command is not understood
              {ExitCodes.Unreachable}  nobody answers there, or not in time
              {ExitCodes.CertificateUntrusted}  the certificate is not trusted
              {ExitCodes.NotAGallery}  whoever answers is no gallery
              {ExitCodes.Refused}  the gallery refused it, or is busy or partly down for too long
              {ExitCodes.SomeLeftOut}  some files failed: they cannot be read, the gallery did not take them, or they could not be tagged, moved or deleted
              {ExitCodes.BrokeOff}  the connection broke off again and again
              {ExitCodes.FileTrouble}  there is no such folder, or the report cannot be written
              {ExitCodes.NothingFound}  there is no picture in the folders
            """)
        {
            sources, to, watch, settle, resize, tags, tagsFromFolders, moveTo, delete, dryRun, parallel, patience, asJson, report,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(delete) && result.GetValue(moveTo) is not null)
            {
                result.AddError("--move-to and --delete: say one of them.");
            }

            if (result.GetValue(watch) && result.GetValue(dryRun))
            {
                result.AddError("--watch and --dry-run: say one of them.");
            }

            if (new AnnotationEdit { Tags = result.GetValue(tags) }.Problem() is { } problem)
            {
                result.AddError($"--tag: {problem}");
            }
        });
        command.Add(AccessToken.Option);
        command.SetAction((arguments, cancellationToken) => RunAsync(
            new IngestOptions(arguments.GetRequiredValue(sources), arguments.GetRequiredValue(to))
            {
                Parallel = arguments.GetValue(parallel),
                Patience = TimeSpan.FromSeconds(arguments.GetValue(patience)),
                IsDryRun = arguments.GetValue(dryRun),
                Watches = arguments.GetValue(watch),
                Settle = TimeSpan.FromSeconds(arguments.GetValue(settle)),
                LongestSide = arguments.GetResult(resize) is null ? null : arguments.GetValue(resize),
                After = arguments.GetValue(delete) ? AfterIngest.Delete : arguments.GetValue(moveTo) is null ? AfterIngest.Keep : AfterIngest.Move,
                MoveTo = arguments.GetValue(moveTo),
                Tags = arguments.GetValue(tags) ?? [],
                TagsFromFolders = arguments.GetValue(tagsFromFolders),
            },
            AccessToken.Bounds(arguments),
            arguments.GetValue(asJson),
            arguments.GetValue(report),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(IngestOptions options, GalleryClientOptions bounds, bool asJson, string? reportPath, CancellationToken cancellationToken)
    {
        try
        {
            return await TransferRun.RunAsync(
                async (progress, report, stop) =>
                {
                    using var ingest = new FolderIngest(options, bounds, TimeProvider.System, progress, report, says: !asJson);
                    return await ingest.RunAsync(stop.Token, stop.Again);
                },
                result => result.ExitCode is ExitCodes.Success or ExitCodes.SomeLeftOut,
                asJson,
                reportPath,
                cancellationToken);
        }
        catch (DllNotFoundException missing)
        {
            await Console.Error.WriteLineAsync(missing.Message);
            return ExitCodes.Failure;
        }
    }
}

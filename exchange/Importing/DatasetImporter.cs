using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Vignette.Exchange.Spooling;
using Vignette.Pipeline.Imaging;
using Vignette.Pipeline.Intake;
using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Exchange.Importing;

/// <summary>
/// Brings what a file says into the catalog: first all of it is looked at, pictures in it included, then each picture is
/// changed in a transaction of its own, whole or not at all. The same file again changes nothing.
/// </summary>
public sealed class DatasetImporter(ImageReader images, ImageFinder finder, AnnotationIntake annotations, ImageIntake intake)
{
    private const int Tries = 3;

    // Two shapes are the same where they differ by less: scaled copies are rounded to whole pixels.
    private const double ShapeTolerance = 0.02;

    /// <summary>Looks at all pictures, then yields what became of each, those that belong to none first.</summary>
    /// <param name="stage">All that the file says.</param>
    /// <exception cref="DatasetException">A picture in the file cannot be read, or meets a limit. Nothing was changed.</exception>
    public async IAsyncEnumerable<ImportItem> ImportAsync(
        DatasetFile file,
        DatasetStage stage,
        ImportOptions options,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stage);
        ArgumentNullException.ThrowIfNull(options);
        var plan = await PlanAsync(file, stage, cancellationToken);
        foreach (var problem in stage.Problems)
        {
            yield return new ImportItem(problem.Place, null, null, ImportOutcome.Skipped, [problem.Reason]);
        }

        var number = 0;
        foreach (var staged in stage.Read())
        {
            yield return await ApplyAsync(file, staged, plan[number++], options, cancellationToken);
        }
    }

    private async Task<List<PlannedImport>> PlanAsync(DatasetFile file, DatasetStage stage, CancellationToken cancellationToken)
    {
        var matcher = new ImageMatcher(images, finder);
        var plan = new List<PlannedImport>(stage.Count);
        var (targets, contents) = (new Dictionary<ImageId, int>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var staged in stage.Read())
        {
            if (staged.Problems.Count > 0)
            {
                plan.Add(new PlannedImport(null, string.Empty));
                continue;
            }

            var match = await MatchAsync(matcher, file, staged.Image, contents, cancellationToken);

            if (match.Id is { } id && !targets.TryAdd(id, plan.Count))
            {
                const string Twice = "Two pictures of the file are the same picture here.";
                plan[targets[id]] = new PlannedImport(null, Twice);
                match = new ImageMatch(null, Twice);
            }

            plan.Add(new PlannedImport(match.Id, match.Reason));
        }

        return plan;
    }

    private static async Task<ImageMatch> MatchAsync(ImageMatcher matcher, DatasetFile file, DatasetImage image, HashSet<string> contents, CancellationToken cancellationToken)
    {
        var match = image is { Picture: not null, Id: null, Sha256: null } ? new ImageMatch(null) : await matcher.FindAsync(image, cancellationToken);
        if (match is not { Id: null, Reason: null })
        {
            return match;
        }

        if (image.Picture is null)
        {
            return new ImageMatch(null, "There is no such picture here, and none in the file.");
        }

        // What the picture in the file is counts more than what it is called.
        var (sha256, fault) = await ContentAsync(file, image, cancellationToken);
        return fault is not null ? new ImageMatch(null, fault)
            : image.Sha256 is not null && image.Sha256 != sha256 ? new ImageMatch(null, "The picture in the file is not the one that it says: it has another SHA-256.")
            : !contents.Add(sha256) ? new ImageMatch(null, "The same picture is in the file before, under another name.")
            : await matcher.FindAsync(image with { Sha256 = sha256 }, cancellationToken);
    }

    /// <summary>The SHA-256 of a picture in the file, or what keeps it from being taken.</summary>
    private static async Task<(string Sha256, string? Fault)> ContentAsync(DatasetFile file, DatasetImage image, CancellationToken cancellationToken)
    {
        await using var content = await file.Archive!.OpenAsync(image.Picture!, file.Limits.MaxPictureBytes, cancellationToken);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[64 << 10];
        var length = await content.ReadAtLeastAsync(buffer, ImageFormats.SignatureLength, throwOnEndOfStream: false, cancellationToken);
        if (ImageFormats.Detect(buffer.AsSpan(0, Math.Min(length, ImageFormats.SignatureLength))) is null)
        {
            return ("", PictureFaults.NotAPicture().Message);
        }

        for (; length > 0; length = await content.ReadAsync(buffer, cancellationToken))
        {
            hash.AppendData(buffer.AsSpan(0, length));
        }

        return (Convert.ToHexStringLower(hash.GetHashAndReset()), null);
    }

    private async Task<ImportItem> ApplyAsync(DatasetFile file, StagedImage staged, PlannedImport planned, ImportOptions options, CancellationToken cancellationToken)
    {
        var image = staged.Image;
        if (staged.Problems.Count > 0)
        {
            return Skipped([.. staged.Problems.Select(problem => problem.Place == staged.Place ? problem.Reason : $"{problem.Place}: {problem.Reason}")]);
        }

        if (planned.Reason is { } reason)
        {
            return Skipped([reason]);
        }

        if (planned.Target is { } target)
        {
            return await ChangeAsync(staged, target, ImportOutcome.Changed, options, cancellationToken);
        }

        if (options.IsDryRun)
        {
            var boxes = image.Boxes?.Count ?? 0;
            return new ImportItem(staged.Place, image.FileName, null, ImportOutcome.Added, [string.Create(CultureInfo.InvariantCulture, $"new picture, {boxes} {(boxes == 1 ? "box" : "boxes")}")]);
        }

        await using var content = await file.Archive!.OpenAsync(image.Picture!, file.Limits.MaxPictureBytes, cancellationToken);
        return await intake.AcceptAsync(new IncomingFile(content, image.FileName, options.Author), cancellationToken) switch
        {
            IntakeResult.Accepted accepted => await ChangeAsync(staged, accepted.Id, ImportOutcome.Added, options, cancellationToken),
            IntakeResult.Rejected rejected => Skipped([rejected.Reason]),
            _ => throw new InvalidOperationException("Content that is sent here is accepted or rejected."),
        };

        ImportItem Skipped(IReadOnlyList<string> reasons) => new(staged.Place, image.FileName, planned.Target, ImportOutcome.Skipped, reasons);
    }

    private async Task<ImportItem> ChangeAsync(StagedImage staged, ImageId id, ImportOutcome outcome, ImportOptions options, CancellationToken cancellationToken)
    {
        var image = staged.Image;
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            if (await images.DetailsAsync(id, cancellationToken) is not { } there)
            {
                return Item(ImportOutcome.Skipped, "It was deleted meanwhile.");
            }

            if (ShapeProblem(image, there.Image.Picture) is { } shape)
            {
                return Item(ImportOutcome.Skipped, shape);
            }

            var change = ImportChange.Of(image, there, options.Mode);
            if (change.Edit?.Problem() is { } problem)
            {
                return Item(ImportOutcome.Skipped, problem);
            }

            if (change.Edit is null)
            {
                return Item(outcome == ImportOutcome.Added ? outcome : ImportOutcome.Unchanged, outcome == ImportOutcome.Added ? ["new picture"] : []);
            }

            if (options.IsDryRun || (await annotations.ApplyAsync(id, change.Edit, options.Author, cancellationToken)).Outcome == EditOutcome.Applied)
            {
                return Item(outcome, outcome == ImportOutcome.Added ? ["new picture", .. change.Notes] : [.. change.Notes]);
            }
        }

        return Item(ImportOutcome.Skipped, "Somebody else is changing it: import it again later.");

        ImportItem Item(ImportOutcome came, params string[] notes) => new(staged.Place, image.FileName, id, came, notes);
    }

    /// <summary>Boxes drawn on a picture of another shape, such as one that was not turned upright, are not where they seem.</summary>
    private static string? ShapeProblem(DatasetImage said, PictureDetails? there)
    {
        if (said is not { Width: > 1 and var width, Height: > 1 and var height, Boxes.Count: > 0 } || there is null)
        {
            return null;
        }

        var ratio = (double)width * there.Height / ((double)height * there.Width);
        // A pixel more or less is much of a small picture.
        var slack = ShapeTolerance + (1.0 / Math.Min(Math.Min(width, height), Math.Min(there.Width, there.Height)));
        return Math.Abs(ratio - 1) <= slack
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"The file says {width} × {height} pixels, but the picture here has {there.Width} × {there.Height}: boxes would not be where they were drawn.");
    }
}

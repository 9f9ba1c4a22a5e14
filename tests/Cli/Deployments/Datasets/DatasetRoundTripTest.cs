using System.IO.Compression;
using System.Text.RegularExpressions;
using Vignette.Exchange;
using Vignette.Tests;

namespace Vignette.Cli.Tests.Deployments.Datasets;

/// <summary>Out of one platform, into an empty one, and out of that: the same.</summary>
public sealed partial class DatasetRoundTripTest(AnnotatedGallery gallery) : DatasetTestBase, IClassFixture<AnnotatedGallery>
{
    public static TheoryData<string> Formats() => [.. DatasetFormats.Codes];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task What_is_exported_imported_and_exported_is_equal(string format)
    {
        await using var empty = await VignetteProcess.StartAsync(Folder.File("empty"), cancellationToken: CancellationToken);
        var (with, before, after) = (Folder.File("with.zip"), Folder.File("before"), Folder.File("after"));
        var count = AnnotatedGallery.Pictures;

        (await ExportAsync(0, gallery.Address, with, "--format", format, "--images")).ShouldContain($"exported to {with}.");
        (await ImportAsync(0, with, empty.Http.BaseAddress!, "--dry-run")).ShouldContain($"Nothing was changed. It would be: {count} added, 0 changed, 0 as they are, 0 left out.");
        await empty.WaitForImagesAsync(0, CancellationToken);
        var done = await ImportAsync(0, with, empty.Http.BaseAddress!);
        done.ShouldContain($"Done: {count} added, 0 changed, 0 as they are, 0 left out.");
        done.ShouldContain(".png added: ");
        await empty.WaitForImagesAsync(count, CancellationToken);
        var again = await ImportAsync(0, with, empty.Http.BaseAddress!);
        again.Trim().ShouldBe($"Done: 0 added, 0 changed, {count} as they are, 0 left out.");

        await ExportAsync(0, gallery.Address, before, "--format", format, "--sort", "name");
        await ExportAsync(0, empty.Http.BaseAddress!, after, "--format", format, "--sort", "name");
        var (there, here) = (Parts(before), Parts(after));
        there.Sum(part => Count(part.Content, "thing ")).ShouldBeGreaterThanOrEqualTo(format is "coco" or "yolo" ? 3 : count * (count + 1) / 2);
        here.ShouldBe(there);
    }

    private static int Count(string text, string part) => (text.Length - text.Replace(part, "", StringComparison.Ordinal).Length) / part.Length;

    // Ids are each platform's own.
    private static List<(string Name, string Content)> Parts(string path)
    {
        if (!IsZip(path))
        {
            return [("", WithoutIds(File.ReadAllText(path)))];
        }

        using var zip = ZipFile.OpenRead(path);
        return [.. zip.Entries.Select(entry =>
        {
            using var reader = new StreamReader(entry.Open());
            return (WithoutIds(entry.FullName), WithoutIds(reader.ReadToEnd()));
        })];
    }

    private static bool IsZip(string path)
    {
        using var file = File.OpenRead(path);
        return file.ReadByte() == 'P' && file.ReadByte() == 'K';
    }

    private static string WithoutIds(string text) => Id().Replace(text, "ID");

    [GeneratedRegex(@"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")]
    private static partial Regex Id();
}

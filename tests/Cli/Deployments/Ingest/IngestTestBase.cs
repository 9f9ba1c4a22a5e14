using System.Text.Json;
using Vignette.Cli.Tests.Deployments.Datasets;
using Vignette.Tests;

namespace Vignette.Cli.Tests.Deployments.Ingest;

/// <summary><c>vignette ingest</c> as people and scripts start it.</summary>
public abstract class IngestTestBase : DatasetTestBase
{
    private static readonly byte[] Pixel = File.ReadAllBytes(Photos.Path("good/one-pixel.png"));

    /// <summary>What is ingested.</summary>
    protected string Source => Folder.File("pictures");

    protected string Report => Folder.File("report");

    /// <summary>A small picture, other than any of another number.</summary>
    protected static byte[] Picture(int number) => [.. Pixel, .. BitConverter.GetBytes(number)];

    /// <summary>A picture below <see cref="Source"/>.</summary>
    protected string Put(string name, int number) => Put(name, Picture(number));

    protected string Put(string name, byte[] content)
    {
        var path = Path.Combine(Source, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    protected Task<VignetteProcess> GalleryAsync(params string[] more) => VignetteProcess.StartAsync(Folder.File("data"), ["--workers", "0", .. more], cancellationToken: CancellationToken);

    protected Task<string> IngestAsync(int exitCode, Uri to, params string[] more) => RunAsync(exitCode, Arguments(to, more));

    protected string[] Arguments(Uri to, params string[] more) => ["ingest", Source, "--to", to.ToString(), "--report", Report, .. more];

    /// <summary>The outcomes of the last run by the files' paths below <see cref="Source"/>, and its result.</summary>
    protected async Task<(Dictionary<string, string> Outcomes, JsonElement Result)> OutcomesAsync()
    {
        var (lines, result) = await ReportAsync(Report);
        return (lines.ToDictionary(line => Path.GetRelativePath(Source, line.GetProperty("file").GetString()!), line => line.GetProperty("outcome").GetString()!), result);
    }

    protected static async Task<int> CountAsync(VignetteProcess gallery, string filter = "")
    {
        using var count = JsonDocument.Parse(await gallery.Http.GetStringAsync($"/api/images/count{filter}", CancellationToken));
        return count.RootElement.GetProperty("count").GetInt32();
    }

    protected static void ShouldCount(JsonElement result, int uploaded = 0, int known = 0, int duplicates = 0, int trashed = 0, int notImages = 0, int failed = 0, int moved = 0, int deleted = 0)
    {
        var counts = ((string[])["uploaded", "known", "duplicates", "trashed", "notImages", "failed", "moved", "deleted"]).Select(name => (name, result.GetProperty(name).GetInt32()));
        counts.ShouldBe(
        [
            ("uploaded", uploaded), ("known", known), ("duplicates", duplicates), ("trashed", trashed), ("notImages", notImages), ("failed", failed), ("moved", moved), ("deleted", deleted),
        ]);
    }
}

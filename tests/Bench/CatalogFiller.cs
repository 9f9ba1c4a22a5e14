using System.Globalization;
using Vignette.Cli.Local;
using Vignette.Gallery.Security;
using Vignette.Pipeline.Imaging;
using Vignette.Pipeline.Objects;
using Vignette.Schema;
using Vignette.Schema.Catalog;
using Vignette.Schema.Migrations;
using Vignette.Schema.Sqlite;

namespace Vignette.Bench;

/// <summary>Fills a data folder with images that were captioned and thumbnailed, the words frequent, less frequent and rare.</summary>
public static class CatalogFiller
{
    /// <summary>In the caption of every image.</summary>
    public const string FrequentWord = "picture";

    /// <summary>In the caption of ten images, however many there are.</summary>
    public const string RareWord = "zeppelin";

    /// <summary>On every twentieth image.</summary>
    public const string Tag = "harbour";

    private const int AtOnce = 200;

    private static readonly string[] Nouns = ["boat", "tree", "house", "river", "cat", "street", "bridge", "mountain", "garden", "train", "window", "child"];
    private static readonly string[] Adjectives = ["red", "old", "quiet", "bright", "tall", "wooden", "distant", "small", "rainy", "sunny"];

    public static async Task FillAsync(string dataFolder, int images)
    {
        using var folder = DataFolder.Open(dataFolder);
        await using var database = SqliteCatalogDatabase.Open(folder.Database);
        await new Migrator(database, TimeProvider.System).MigrateAsync(CancellationToken.None);
        var (uploads, ledger) = (new ImageUploads(database, TimeProvider.System), new TaskLedger(database, TimeProvider.System));
        // One after another by chunks, so that the order is much the same from run to run.
        foreach (var chunk in Enumerable.Range(0, images).Chunk(AtOnce))
        {
            await Task.WhenAll(chunk.Select(n => AddAsync(uploads, ledger, n, images)));
        }
    }

    private static async Task AddAsync(ImageUploads uploads, TaskLedger ledger, int n, int images)
    {
        var id = ImageId.New(TimeProvider.System);
        var name = string.Create(CultureInfo.InvariantCulture, $"IMG_{n:D6}.jpg");
        var key = ObjectKeys.Original(id, ImageFormat.Jpeg);
        await uploads.BeginAsync(new NewImage(id, FixedUser.Name, name, key, ImageFormat.Jpeg.MediaType()), CancellationToken.None);
        await uploads.CompleteAsync(id, new StoredOriginal("v1", 100_000, null), CancellationToken.None);

        var thumbnail = await ClaimAsync(ledger, id, TaskKind.Thumbnail);
        await ledger.CompleteAsync(thumbnail, new PictureDetails(1200, 800, "#88aacc", "data:,"), CancellationToken.None);
        var caption = await ClaimAsync(ledger, id, TaskKind.Caption);
        await ledger.CompleteAsync(caption, Caption(n, images), CancellationToken.None);
    }

    private static CaptionResult Caption(int n, int images)
    {
        var (adjective, noun) = (Adjectives[n % Adjectives.Length], Nouns[n % Nouns.Length]);
        var rare = n % (images / 10) == 0 ? $" with a {RareWord}" : "";
        string[] tags = n % 20 == 0 ? [adjective, noun, Tag] : [adjective, noun];
        return new CaptionResult($"A {FrequentWord} of a {adjective} {noun}{rare}.", tags, [], CaptionOrigin.Model, "bench");
    }

    private static async Task<TaskClaim> ClaimAsync(TaskLedger ledger, ImageId id, TaskKind task) =>
        await ledger.ClaimAsync(id, task, "v1", TimeSpan.FromMinutes(1), CancellationToken.None) is ClaimResult.Claimed claimed
            ? claimed.Claim
            : throw new InvalidOperationException($"{task} of {id} could not be claimed.");
}

using Vignette.Schema;
using Vignette.Schema.Catalog;
using Vignette.Schema.Database;
using Vignette.Schema.Queue;
using Vignette.Tests;

namespace Vignette.Conformance.Catalog;

/// <summary>A catalog in a database of its own, with a clock that stands still.</summary>
public sealed class CatalogFixture(ICatalogDatabase database, ManualTimeProvider clock)
{
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    public ICatalogDatabase Database { get; } = database;

    public ManualTimeProvider Clock { get; } = clock;

    public ImageUploads Uploads { get; } = new(database, clock);

    public ImageDigests Digests { get; } = new(database, clock);

    public ImageReader Reader { get; } = new(database, Viewer.OfEverything);

    public ImageAnnotations Annotations { get; } = new(database, clock);

    public ImageRemovals Removals { get; } = new(database, clock);

    public ImageTrash Trash { get; } = new(database, clock);

    public ImageChanges Changes { get; } = new(database);

    public StuckImages Stuck { get; } = new(database);

    public TaskLedger Ledger { get; } = new(database, clock);

    public MessageQueue Queue { get; } = new(database, clock);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public NewImage NewImage(string fileName = "photo.jpg", string owner = "ann", string? idempotencyKey = null)
    {
        var id = ImageId.New(Clock);
        return new NewImage(id, owner, fileName, $"originals/{id}.jpg", "image/jpeg") { IdempotencyKey = idempotencyKey };
    }

    public async Task<ImageId> StoreAsync(string fileName = "photo.jpg", string version = "v1")
    {
        var image = await Uploads.BeginAsync(NewImage(fileName), Token);
        (await Uploads.CompleteAsync(image.Id, new StoredOriginal(version, 1234, Sha256: null), Token)).ShouldBeTrue();
        return image.Id;
    }

    public async Task<TaskClaim> ClaimAsync(ImageId id, TaskKind task, string version = "v1") =>
        (await Ledger.ClaimAsync(id, task, version, Lease, Token)).ShouldBeOfType<ClaimResult.Claimed>().Claim;

    public async Task<EditOutcome> EditAsync(ImageId id, AnnotationEdit edit, string author = "ann") =>
        (await Annotations.ApplyAsync(id, edit, author, Token)).Outcome;

    public async Task CaptionAsync(ImageId id, string caption, params string[] tags) =>
        (await Ledger.CompleteAsync(await ClaimAsync(id, TaskKind.Caption), Caption(caption, tags), Token)).ShouldBeTrue();

    public async Task ThumbnailAsync(ImageId id) =>
        (await Ledger.CompleteAsync(await ClaimAsync(id, TaskKind.Thumbnail), Picture(), Token)).ShouldBeTrue();

    /// <summary>Stores an image and completes both its tasks.</summary>
    public async Task<ImageId> CompleteAsync(string fileName, string caption, params string[] tags)
    {
        var id = await StoreAsync(fileName);
        await ThumbnailAsync(id);
        await CaptionAsync(id, caption, tags);
        return id;
    }

    /// <summary>Stores so many images of no account.</summary>
    public async Task FillAsync(int images)
    {
        for (var i = 0; i < images; i++)
        {
            await StoreAsync($"hay {i}.jpg");
        }
    }

    public async Task<ImageRecord> FindAsync(ImageId id) => (await Reader.FindAsync(id, Token)).ShouldNotBeNull();

    public async Task<ImageDetails> DetailsAsync(ImageId id) => (await Reader.DetailsAsync(id, Token)).ShouldNotBeNull();

    /// <summary>The ids of the whole list, page by page.</summary>
    public async Task<IReadOnlyList<ImageId>> ListAsync(ImageQuery query)
    {
        var ids = new List<ImageId>();
        ImagePage page;
        do
        {
            page = await Reader.ListAsync(query, Token);
            page.Images.Count.ShouldBeLessThanOrEqualTo(query.Limit);
            ids.AddRange(page.Images.Select(image => image.Id));
            query = query with { After = page.Next };
        }
        while (page.Next is not null);

        return ids;
    }

    public Task<IReadOnlyList<ImageId>> SearchAsync(string text) => ListAsync(new ImageQuery { Text = text });

    public static CaptionResult Caption(string caption, params string[] tags) =>
        new(caption, tags, [new DetectedObject("teapot", 0.75, new BoundingBox(0.1, 0.2, 0.3, 0.4))], CaptionOrigin.Model, "gemini");

    public static PictureDetails Picture() =>
        new(4000, 3000, "#102030", "data:image/jpeg;base64,AAAA") { TakenAt = new DateTime(2020, 1, 2, 3, 4, 5), Camera = "Canon EOS", Frames = 2 };
}

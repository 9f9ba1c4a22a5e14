using System.Globalization;
using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Conformance.Catalog;

public abstract class ImageDigestsSuite(ICatalogDatabaseFactory factory) : CatalogSuite(factory)
{
    private static readonly string A = new('a', 64);
    private static readonly string B = new('b', 64);

    [Fact]
    public async Task A_content_is_known_once_it_is_stored_and_until_it_is_deleted_for_good()
    {
        var image = await Catalog.Uploads.BeginAsync(Catalog.NewImage(), Token);
        (await Catalog.Digests.FindAsync(Viewer.OfEverything, [A, B], Token)).ShouldBeEmpty("it is only on its way");

        await Catalog.Uploads.CompleteAsync(image.Id, new StoredOriginal("v1", 1, A), Token);
        (await Catalog.Digests.FindAsync(Viewer.OfEverything, [A, B], Token)).ShouldBe([new KnownImage(A, image.Id, IsTrashed: false)]);

        await Catalog.Removals.TrashAsync(image.Id, "ann", Catalog.Clock.GetUtcNow() + TimeSpan.FromDays(1), Token);
        (await Catalog.Digests.FindAsync(Viewer.OfEverything, [A, B], Token)).ShouldBe([new KnownImage(A, image.Id, IsTrashed: true)]);

        Catalog.Clock.Advance(TimeSpan.FromDays(1));
        (await Catalog.Digests.FindAsync(Viewer.OfEverything, [A, B], Token)).ShouldBeEmpty("its time in the trash is over");
    }

    [Fact]
    public async Task Of_several_images_of_a_content_the_first_that_is_not_in_the_trash_is_named()
    {
        var images = new List<ImageId>();
        for (var i = 0; i < 4; i++)
        {
            images.Add(await StoreAsync(A));
        }

        var other = await StoreAsync(B);
        await Catalog.Removals.TrashAsync(images[0], "ann", Catalog.Clock.GetUtcNow() + TimeSpan.FromDays(1), Token);
        await Catalog.Removals.MarkAsync(images[1], Token);

        (await Catalog.Digests.FindAsync(Viewer.OfEverything, [B, A, A], Token)).OrderBy(known => known.Sha256, StringComparer.Ordinal)
            .ShouldBe([new KnownImage(A, images[2], IsTrashed: false), new KnownImage(B, other, IsTrashed: false)]);

        await Catalog.Removals.MarkAsync(images[2], Token);
        await Catalog.Removals.MarkAsync(images[3], Token);
        (await Catalog.Digests.FindAsync(Viewer.OfEverything, [A], Token)).ShouldBe([new KnownImage(A, images[0], IsTrashed: true)]);
    }

    [Fact]
    public async Task As_many_as_are_allowed_are_found_at_once_and_no_more()
    {
        var digests = Enumerable.Range(0, ImageDigests.MaxDigests).Select(i => i.ToString("x64", CultureInfo.InvariantCulture)).ToList();
        var images = new Dictionary<string, ImageId>();
        foreach (var digest in digests.Where((_, i) => i % 100 == 7))
        {
            images.Add(digest, await StoreAsync(digest));
        }

        (await Catalog.Digests.FindAsync(Viewer.OfEverything, digests, Token)).ToDictionary(known => known.Sha256, known => known.Id).ShouldBe(images, ignoreOrder: true);
        await Should.ThrowAsync<ArgumentException>(() => Catalog.Digests.FindAsync(Viewer.OfEverything, [.. digests, A], Token));
        await Should.ThrowAsync<ArgumentException>(() => Catalog.Digests.FindAsync(Viewer.OfEverything, [A.ToUpperInvariant()], Token));
        (await Catalog.Digests.FindAsync(Viewer.OfEverything, [], Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_did_not_pass_through_the_platform_is_known_once_its_digest_is_noted()
    {
        var id = await Catalog.StoreAsync(version: "v1");
        await Catalog.Digests.NoteAsync(id, "v2", B, Token);
        (await Catalog.FindAsync(id)).Sha256.ShouldBeNull("it is that of another version");

        await Catalog.Digests.NoteAsync(id, "v1", A, Token);
        await Catalog.Digests.NoteAsync(id, "v1", B, Token);
        (await Catalog.Digests.FindAsync(Viewer.OfEverything, [A, B], Token)).ShouldBe([new KnownImage(A, id, IsTrashed: false)]);

        // The client's word may come after the store's event.
        (await Catalog.Uploads.CompleteAsync(id, new StoredOriginal("v1", 1234, null), Token)).ShouldBeTrue();
        (await Catalog.FindAsync(id)).Sha256.ShouldBe(A);

        (await Catalog.Uploads.CompleteAsync(id, new StoredOriginal("v2", 1234, null), Token)).ShouldBeTrue();
        (await Catalog.FindAsync(id)).Sha256.ShouldBeNull("another version has another digest");
    }

    private async Task<ImageId> StoreAsync(string digest)
    {
        var image = await Catalog.Uploads.BeginAsync(Catalog.NewImage(), Token);
        (await Catalog.Uploads.CompleteAsync(image.Id, new StoredOriginal("v1", 1, digest), Token)).ShouldBeTrue();
        return image.Id;
    }
}

using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Conformance.Catalog;

public abstract class ImageUploadsSuite(ICatalogDatabaseFactory factory) : CatalogSuite(factory)
{
    private static readonly StoredOriginal Original = new("etag", 99, new string('a', 64));

    [Fact]
    public async Task An_upload_is_invisible_until_it_is_stored()
    {
        var begun = await Catalog.Uploads.BeginAsync(Catalog.NewImage(), Token);
        begun.Stored.ShouldBeFalse();
        (await Catalog.Reader.FindAsync(begun.Id, Token)).ShouldBeNull();
        (await Catalog.Reader.DetailsAsync(begun.Id, Token)).ShouldBeNull();
        (await Catalog.ListAsync(new ImageQuery())).ShouldBeEmpty();
        (await Catalog.SearchAsync("photo")).ShouldBeEmpty();

        (await Catalog.Uploads.CompleteAsync(begun.Id, Original, Token)).ShouldBeTrue();

        var stored = await Catalog.FindAsync(begun.Id);
        stored.Stored.ShouldBeTrue();
        stored.ObjectVersion.ShouldBe("etag");
        stored.Size.ShouldBe(99);
        stored.Sha256.ShouldBe(Original.Sha256);
        (await Catalog.ListAsync(new ImageQuery())).ShouldBe([begun.Id]);
        (await Catalog.SearchAsync("photo")).ShouldBe([begun.Id]);
    }

    [Fact]
    public async Task An_upload_is_found_by_whoever_knows_it_until_it_is_gone()
    {
        var begun = await Catalog.Uploads.BeginAsync(Catalog.NewImage(), Token);
        (await Catalog.Uploads.FindAsync(begun.Id, Token)).ShouldBe(begun);
        await Catalog.Uploads.CompleteAsync(begun.Id, Original, Token);
        (await Catalog.Uploads.FindAsync(begun.Id, Token)).ShouldNotBeNull().Stored.ShouldBeTrue();
        await Catalog.Removals.MarkAsync(begun.Id, Token);
        (await Catalog.Uploads.FindAsync(begun.Id, Token)).ShouldBeNull();

        var abandoned = await Catalog.Uploads.BeginAsync(Catalog.NewImage(), Token);
        await Catalog.Uploads.AbandonAsync(abandoned.Id, Token);
        (await Catalog.Uploads.FindAsync(abandoned.Id, Token)).ShouldBeNull();
    }

    [Fact]
    public async Task What_begin_returns_is_what_is_in_the_database()
    {
        var image = Catalog.NewImage("naïve 猫 <b>&\"'.jpg") with { CorrelationId = new string('c', 32), IdempotencyKey = "key" };
        var begun = await Catalog.Uploads.BeginAsync(image, Token);
        Catalog.Clock.Advance(TimeSpan.FromSeconds(2));
        await Catalog.Uploads.CompleteAsync(begun.Id, Original, Token);

        (await Catalog.FindAsync(begun.Id)).ShouldBe(begun with
        {
            Stored = true,
            ObjectVersion = Original.Version,
            Size = Original.Size,
            Sha256 = Original.Sha256,
            UpdatedAt = Catalog.Clock.GetUtcNow(),
        });
        begun.FileName.ShouldBe(image.FileName);
        begun.UploadedAt.ShouldBe(Catalog.Clock.GetUtcNow() - TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task A_retried_upload_is_the_same_image()
    {
        var first = await Catalog.Uploads.BeginAsync(Catalog.NewImage(idempotencyKey: "once"), Token);
        var again = await Catalog.Uploads.BeginAsync(Catalog.NewImage(idempotencyKey: "once"), Token);
        var other = await Catalog.Uploads.BeginAsync(Catalog.NewImage(idempotencyKey: "once", owner: "bob"), Token);

        again.ShouldBe(first);
        other.Id.ShouldNotBe(first.Id);
    }

    [Fact]
    public async Task After_a_deletion_the_same_key_begins_another_image()
    {
        var first = await Catalog.Uploads.BeginAsync(Catalog.NewImage(idempotencyKey: "once"), Token);
        await Catalog.Removals.MarkAsync(first.Id, Token);

        (await Catalog.Uploads.BeginAsync(Catalog.NewImage(idempotencyKey: "once"), Token)).Id.ShouldNotBe(first.Id);
    }

    [Fact]
    public async Task An_id_cannot_be_begun_twice()
    {
        var image = Catalog.NewImage();
        await Catalog.Uploads.BeginAsync(image, Token);
        await Should.ThrowAsync<InvalidOperationException>(() => Catalog.Uploads.BeginAsync(image, Token));
    }

    [Fact]
    public async Task An_upload_that_broke_off_leaves_no_row()
    {
        var begun = await Catalog.Uploads.BeginAsync(Catalog.NewImage(idempotencyKey: "once"), Token);

        (await Catalog.Uploads.AbandonAsync(begun.Id, Token)).ShouldBeTrue();

        (await Catalog.Uploads.CompleteAsync(begun.Id, Original, Token)).ShouldBeFalse();
        (await Catalog.Uploads.BeginAsync(Catalog.NewImage(idempotencyKey: "once"), Token)).Id.ShouldNotBe(begun.Id);
    }

    [Fact]
    public async Task What_is_stored_or_deleted_cannot_be_abandoned()
    {
        var stored = await Catalog.StoreAsync();
        var deleted = await Catalog.Uploads.BeginAsync(Catalog.NewImage(), Token);
        await Catalog.Removals.MarkAsync(deleted.Id, Token);

        (await Catalog.Uploads.AbandonAsync(stored, Token)).ShouldBeFalse();
        (await Catalog.Uploads.AbandonAsync(deleted.Id, Token)).ShouldBeFalse();
        await Catalog.FindAsync(stored);
    }

    [Fact]
    public async Task Completing_twice_is_harmless()
    {
        var id = await Catalog.StoreAsync();
        (await Catalog.Uploads.CompleteAsync(id, Original, Token)).ShouldBeTrue();
        (await Catalog.SearchAsync("photo")).ShouldBe([id]);
    }

    [Fact]
    public async Task A_deleted_or_unknown_upload_cannot_be_completed()
    {
        var image = await Catalog.Uploads.BeginAsync(Catalog.NewImage(), Token);
        await Catalog.Removals.MarkAsync(image.Id, Token);

        (await Catalog.Uploads.CompleteAsync(image.Id, Original, Token)).ShouldBeFalse();
        (await Catalog.Uploads.CompleteAsync(ImageId.New(Catalog.Clock), Original, Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task An_object_without_a_row_gets_one()
    {
        var image = Catalog.NewImage("from-elsewhere.png") with { ObjectKey = "originals/" + new string('ü', 500) };
        var adopted = (await Catalog.Uploads.AdoptAsync(image, Original, Token)).ShouldNotBeNull();

        adopted.Stored.ShouldBeTrue();
        (await Catalog.FindAsync(image.Id)).ShouldBe(adopted);
        (await Catalog.SearchAsync("elsewhere")).ShouldBe([image.Id]);

        var again = await Catalog.Uploads.AdoptAsync(Catalog.NewImage() with { ObjectKey = image.ObjectKey }, Original, Token);
        again.ShouldBe(adopted);
    }

    [Fact]
    public async Task An_event_that_is_faster_than_its_upload_stores_it()
    {
        var image = Catalog.NewImage();
        await Catalog.Uploads.BeginAsync(image, Token);
        var adopted = (await Catalog.Uploads.AdoptAsync(Catalog.NewImage("other.jpg") with { ObjectKey = image.ObjectKey }, Original, Token)).ShouldNotBeNull();

        adopted.Id.ShouldBe(image.Id);
        adopted.Stored.ShouldBeTrue();
        adopted.FileName.ShouldBe(image.FileName);
        (await Catalog.Uploads.CompleteAsync(image.Id, Original, Token)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_deleted_image_is_not_adopted()
    {
        var image = Catalog.NewImage();
        await Catalog.Uploads.AdoptAsync(image, Original, Token);
        await Catalog.Removals.MarkAsync(image.Id, Token);

        (await Catalog.Uploads.AdoptAsync(Catalog.NewImage() with { ObjectKey = image.ObjectKey }, Original, Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Unknown_keys_are_told_from_known_ones_byte_by_byte()
    {
        var known = Catalog.NewImage();
        await Catalog.Uploads.BeginAsync(known, Token);

        var unknown = await Catalog.Uploads.UnknownKeysAsync([known.ObjectKey, known.ObjectKey.ToUpperInvariant(), known.ObjectKey + " ", "x"], Token);

        unknown.ShouldBe([known.ObjectKey.ToUpperInvariant(), known.ObjectKey + " ", "x"]);
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => Catalog.Uploads.UnknownKeysAsync([.. Enumerable.Range(0, 501).Select(i => $"{i}")], Token));
    }

    [Fact]
    public async Task Fifty_writers_at_once_lose_nothing()
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, 50).Select(writer => Task.Run(
            async () =>
            {
                var written = new List<ImageId>();
                for (var i = 0; i < 10; i++)
                {
                    written.Add(await Catalog.StoreAsync($"writer{writer}.jpg"));
                }

                return written;
            },
            Token)));

        var listed = await Catalog.ListAsync(new ImageQuery { Limit = ImageQuery.MaxLimit });
        listed.ShouldBe(ids.SelectMany(written => written), ignoreOrder: true);
        listed.Count.ShouldBe(500);
    }
}

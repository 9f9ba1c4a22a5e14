using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Conformance.Catalog;

public abstract class ImageTrashSuite(ICatalogDatabaseFactory factory) : CatalogSuite(factory)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    [Fact]
    public async Task What_is_in_the_trash_is_found_there_and_nowhere_else()
    {
        var id = await Catalog.CompleteAsync("a.jpg", "A teapot", "tea");
        var other = await Catalog.CompleteAsync("b.jpg", "Another teapot", "tea");
        Catalog.Clock.Advance(TimeSpan.FromMinutes(1));
        (await TrashAsync(id)).ShouldBeTrue();

        (await Catalog.Reader.FindAsync(id, Token)).ShouldBeNull();
        (await Catalog.Reader.DetailsAsync(id, Token)).ShouldBeNull();
        (await Catalog.Reader.ExistsAsync(id, Token)).ShouldBeFalse();
        ImageQuery[] queries = [new(), new() { Text = "teapot" }, new() { Tag = "tea" }, new() { Status = TaskState.Completed }, new() { Text = "teapot", Tag = "tea" }];
        foreach (var query in queries)
        {
            (await Catalog.ListAsync(query)).ShouldBe([other]);
        }

        var trashed = (await Catalog.Trash.FindAsync(Viewer.OfEverything, id, Token)).ShouldNotBeNull();
        trashed.By.ShouldBe("ann");
        trashed.Since.ShouldBe(Catalog.Clock.GetUtcNow());
        trashed.Until.ShouldBe(Catalog.Clock.GetUtcNow() + Kept);
        trashed.Image.Caption.ShouldBe("A teapot");
        (await Catalog.Trash.FindAsync(Viewer.OfEverything, other, Token)).ShouldBeNull();
        (await Catalog.Trash.ListAsync(Viewer.OfEverything, null, 10, Token)).Images.ShouldBe([trashed]);
        (await Catalog.Trash.CountAsync(Viewer.OfEverything, Token)).ShouldBe(1);
    }

    [Fact]
    public async Task What_is_restored_is_as_it_was()
    {
        var id = await Catalog.CompleteAsync("a.jpg", "A teapot", "Tea", "naïve 東京");
        await Catalog.Annotations.ApplyAsync(
            id, new AnnotationEdit { Boxes = [new BoxEdit(null, "saucer", new BoundingBox(0.1, 0.1, 0.5, 0.5))], Review = ReviewState.Approved }, "ann", Token);
        var before = await Catalog.DetailsAsync(id);
        before.Boxes.ShouldHaveSingleItem();
        await TrashAsync(id);
        Catalog.Clock.Advance(TimeSpan.FromDays(29));

        var restored = (await Catalog.Removals.RestoreAsync(id, Token)).ShouldNotBeNull();

        restored.ShouldBe(before.Image with { UpdatedAt = Catalog.Clock.GetUtcNow() });
        var after = await Catalog.DetailsAsync(id);
        after.Image.ShouldBe(restored);
        after.Tags.ShouldBe(before.Tags);
        after.Boxes.ShouldBe(before.Boxes);
        after.Objects.ShouldBe(before.Objects);
        after.History.ShouldBe(before.History);
        ImageQuery[] queries = [new(), new() { Text = "teapot" }, new() { Text = "saucer" }, new() { Tag = "tea" }, new() { Tag = "NAÏVE 東京" }, new() { Text = "teapot", Tag = "tea" }];
        foreach (var query in queries)
        {
            (await Catalog.ListAsync(query)).ShouldBe([id]);
        }

        (await Catalog.Trash.FindAsync(Viewer.OfEverything, id, Token)).ShouldBeNull();
        (await Catalog.Trash.CountAsync(Viewer.OfEverything, Token)).ShouldBe(0);
        (await Catalog.Removals.MarkedBeforeAsync(DateTimeOffset.MaxValue, 10, Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Live_pages_see_an_image_go_and_come_back()
    {
        var id = await Catalog.StoreAsync();
        var mark = await Catalog.Changes.CurrentAsync(Token);
        Catalog.Clock.Advance(TimeSpan.FromSeconds(1));
        await TrashAsync(id);
        (await Catalog.Changes.SinceAsync(mark, 10, Token)).ShouldHaveSingleItem().IsDeleted.ShouldBeTrue();

        mark = await Catalog.Changes.CurrentAsync(Token);
        Catalog.Clock.Advance(TimeSpan.FromSeconds(1));
        await Catalog.Removals.RestoreAsync(id, Token);
        (await Catalog.Changes.SinceAsync(mark, 10, Token)).ShouldHaveSingleItem().Image.ShouldBe(await Catalog.FindAsync(id));

        mark = await Catalog.Changes.CurrentAsync(Token);
        Catalog.Clock.Advance(TimeSpan.FromSeconds(1));
        await TrashAsync(id);
        Catalog.Clock.Advance(TimeSpan.FromSeconds(1));
        await Catalog.Removals.MarkTrashedAsync(id, Token);
        (await Catalog.Changes.SinceAsync(mark, 10, Token)).ShouldHaveSingleItem().IsDeleted.ShouldBeTrue();
    }

    [Fact]
    public async Task Nothing_is_done_with_an_image_in_the_trash()
    {
        var image = await Catalog.Uploads.BeginAsync(Catalog.NewImage(), Token);
        await Catalog.Uploads.CompleteAsync(image.Id, Original(), Token);
        var claim = await Catalog.ClaimAsync(image.Id, TaskKind.Thumbnail);
        await TrashAsync(image.Id);
        var trashed = await Catalog.Trash.FindAsync(Viewer.OfEverything, image.Id, Token);
        Catalog.Clock.Advance(TimeSpan.FromSeconds(1));

        // A duplicate event, one of a newer object, a task that was running, one that begins, a person's retry and edit.
        (await Catalog.Uploads.AdoptAsync(Again(image), Original(), Token)).ShouldBeNull();
        (await Catalog.Uploads.AdoptAsync(Again(image), Original("v2"), Token)).ShouldBeNull();
        (await Catalog.Uploads.CompleteAsync(image.Id, Original(), Token)).ShouldBeFalse();
        (await Catalog.Uploads.UnknownKeysAsync([image.ObjectKey], Token)).ShouldBeEmpty();
        (await Catalog.Ledger.CompleteAsync(claim, CatalogFixture.Picture(), Token)).ShouldBeFalse();
        (await Catalog.Ledger.ClaimAsync(image.Id, TaskKind.Caption, "v1", CatalogFixture.Lease, Token)).ShouldBeOfType<ClaimResult.Gone>();
        (await Catalog.Ledger.ResetFailedAsync(image.Id, Token)).ShouldBeEmpty();
        (await Catalog.Annotations.ApplyAsync(image.Id, new AnnotationEdit { Caption = "x" }, "ann", Token)).Outcome.ShouldBe(EditOutcome.NotFound);
        (await Catalog.Stuck.UnfinishedAsync(DateTimeOffset.MaxValue, 0, 10, Token)).ShouldBeEmpty();
        (await Catalog.Stuck.UnstoredAsync(DateTimeOffset.MaxValue, 0, 10, Token)).ShouldBeEmpty();

        (await Catalog.Trash.FindAsync(Viewer.OfEverything, image.Id, Token)).ShouldBe(trashed);
    }

    [Fact]
    public async Task A_task_that_ran_before_and_after_ends_as_if_nothing_had_been()
    {
        var id = await Catalog.StoreAsync();
        var claim = await Catalog.ClaimAsync(id, TaskKind.Thumbnail);
        await TrashAsync(id);
        await Catalog.Removals.RestoreAsync(id, Token);
        (await Catalog.Ledger.CompleteAsync(claim, CatalogFixture.Picture(), Token)).ShouldBeTrue();
    }

    [Fact]
    public async Task The_same_upload_once_more_is_a_new_image()
    {
        var first = await Catalog.Uploads.BeginAsync(Catalog.NewImage(idempotencyKey: "k"), Token);
        await Catalog.Uploads.CompleteAsync(first.Id, Original(), Token);
        await TrashAsync(first.Id);

        var second = await Catalog.Uploads.BeginAsync(Catalog.NewImage(idempotencyKey: "k"), Token);
        second.Id.ShouldNotBe(first.Id);
        await Catalog.Uploads.CompleteAsync(second.Id, Original(), Token);
        await Catalog.Removals.RestoreAsync(first.Id, Token);
        (await Catalog.ListAsync(new ImageQuery())).ShouldBe([second.Id, first.Id]);
    }

    [Fact]
    public async Task Only_stored_images_go_to_the_trash_and_only_once()
    {
        var id = await Catalog.StoreAsync();
        (await TrashAsync(id)).ShouldBeTrue();
        Catalog.Clock.Advance(TimeSpan.FromDays(1));
        var before = await Catalog.Trash.FindAsync(Viewer.OfEverything, id, Token);
        (await TrashAsync(id)).ShouldBeFalse();
        (await Catalog.Trash.FindAsync(Viewer.OfEverything, id, Token)).ShouldBe(before);

        (await TrashAsync((await Catalog.Uploads.BeginAsync(Catalog.NewImage(), Token)).Id)).ShouldBeFalse();
        (await TrashAsync(ImageId.New(Catalog.Clock))).ShouldBeFalse();
        var gone = await Catalog.StoreAsync();
        await Catalog.Removals.MarkAsync(gone, Token);
        (await TrashAsync(gone)).ShouldBeFalse();
    }

    [Fact]
    public async Task Nothing_is_restored_that_is_not_in_the_trash()
    {
        var id = await Catalog.StoreAsync();
        (await Catalog.Removals.RestoreAsync(id, Token)).ShouldBeNull();
        (await Catalog.Removals.MarkTrashedAsync(id, Token)).ShouldBeNull();
        (await Catalog.Reader.ExistsAsync(id, Token)).ShouldBeTrue();
        (await Catalog.Removals.RestoreAsync(ImageId.New(Catalog.Clock), Token)).ShouldBeNull();
        (await Catalog.Removals.MarkTrashedAsync(ImageId.New(Catalog.Clock), Token)).ShouldBeNull();

        await TrashAsync(id);
        (await Catalog.Removals.MarkTrashedAsync(id, Token)).ShouldNotBeNull().Id.ShouldBe(id);
        (await Catalog.Removals.RestoreAsync(id, Token)).ShouldBeNull();
        (await Catalog.Removals.MarkTrashedAsync(id, Token)).ShouldBeNull();
        (await Catalog.Trash.CountAsync(Viewer.OfEverything, Token)).ShouldBe(0);
    }

    [Fact]
    public async Task When_its_time_is_over_it_is_the_sweep_s()
    {
        var id = await Catalog.CompleteAsync("a.jpg", "A teapot", "tea");
        await TrashAsync(id);
        Catalog.Clock.Advance(Kept - TimeSpan.FromMilliseconds(1));
        // What an older program's sweep, or a purge that comes too early, would do.
        (await Catalog.Removals.MarkedBeforeAsync(Catalog.Clock.GetUtcNow(), 10, Token)).ShouldBeEmpty();
        await Catalog.Removals.PurgeAsync(id, Token);
        (await Catalog.Trash.FindAsync(Viewer.OfEverything, id, Token)).ShouldNotBeNull();

        Catalog.Clock.Advance(TimeSpan.FromMilliseconds(1));
        (await Catalog.Trash.FindAsync(Viewer.OfEverything, id, Token)).ShouldBeNull();
        (await Catalog.Trash.ListAsync(Viewer.OfEverything, null, 10, Token)).Images.ShouldBeEmpty();
        (await Catalog.Removals.RestoreAsync(id, Token)).ShouldBeNull();
        Catalog.Clock.Advance(TimeSpan.FromMilliseconds(1));
        (await Catalog.Removals.MarkedBeforeAsync(Catalog.Clock.GetUtcNow(), 10, Token)).ShouldHaveSingleItem().Id.ShouldBe(id);
        await Catalog.Removals.PurgeAsync(id, Token);
        (await Catalog.Removals.MarkAsync(id, Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Pages_of_the_trash_do_not_shift()
    {
        var ids = new List<ImageId>();
        for (var i = 0; i < 7; i++)
        {
            ids.Insert(0, await Catalog.StoreAsync());
            await TrashAsync(ids[0]);

            // Two at a time in the same millisecond.
            Catalog.Clock.Advance(TimeSpan.FromMilliseconds(i % 2));
        }

        var first = await Catalog.Trash.ListAsync(Viewer.OfEverything, null, 3, Token);
        first.Images.Select(image => image.Image.Id).ShouldBe(ids.Take(3));
        await Catalog.Removals.RestoreAsync(ids[1], Token);
        Catalog.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await TrashAsync(await Catalog.StoreAsync());

        TrashCursor.TryParse(first.Next?.ToString(), out var next).ShouldBeTrue();
        var second = await Catalog.Trash.ListAsync(Viewer.OfEverything, next, 3, Token);
        second.Images.Select(image => image.Image.Id).ShouldBe(ids.Skip(3).Take(3));
        var third = await Catalog.Trash.ListAsync(Viewer.OfEverything, second.Next, 3, Token);
        third.Images.Select(image => image.Image.Id).ShouldBe(ids.Skip(6));
        third.Next.ShouldBeNull();
    }

    [Fact]
    public async Task Lists_do_not_walk_over_what_is_in_the_trash()
    {
        var id = await Catalog.CompleteAsync("a.jpg", "A teapot", "tea");
        (await CountAsync("image_tags WHERE tag_key = 'tea'")).ShouldBe(1);
        await TrashAsync(id);
        (await CountAsync("image_tags WHERE tag_key = 'tea'")).ShouldBe(0);
        (await CountAsync("image_labels")).ShouldBe(0);
        (await CountAsync("image_search")).ShouldBe(0);
        await Catalog.Removals.RestoreAsync(id, Token);
        (await CountAsync("image_tags WHERE tag_key = 'tea'")).ShouldBe(1);
        (await CountAsync("image_labels")).ShouldBe(1);
        (await CountAsync("image_search")).ShouldBe(1);
    }

    [Fact]
    public async Task Of_a_restore_and_a_purge_at_the_same_time_one_wins()
    {
        for (var round = 0; round < 20; round++)
        {
            var id = await Catalog.CompleteAsync("a.jpg", "A teapot", "tea");
            await TrashAsync(id);
            var restore = Task.Run(() => Catalog.Removals.RestoreAsync(id, Token), Token);
            var purge = Task.Run(() => Catalog.Removals.MarkTrashedAsync(id, Token), Token);

            var (restored, purged) = (await restore is not null, await purge is not null);

            restored.ShouldNotBe(purged);
            (await Catalog.Reader.ExistsAsync(id, Token)).ShouldBe(restored);
            (await CountAsync("image_tags WHERE tag_key = 'tea'")).ShouldBe(restored ? 1 : 0);
            await Catalog.Removals.MarkAsync(id, Token);
        }
    }

    private static StoredOriginal Original(string version = "v1") => new(version, 1234, Sha256: null);

    private NewImage Again(ImageRecord image) => Catalog.NewImage() with { ObjectKey = image.ObjectKey };

    private Task<bool> TrashAsync(ImageId id) => Catalog.Removals.TrashAsync(id, "ann", Catalog.Clock.GetUtcNow() + Kept, Token);

    private Task<long> CountAsync(string what) => Catalog.Database.ReadAsync(
        async (connection, token) =>
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT COUNT(*) FROM {what}";
            return Convert.ToInt64(await command.ExecuteScalarAsync(token), System.Globalization.CultureInfo.InvariantCulture);
        },
        Token);
}

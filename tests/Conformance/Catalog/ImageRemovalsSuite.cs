using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Conformance.Catalog;

public abstract class ImageRemovalsSuite(ICatalogDatabaseFactory factory) : CatalogSuite(factory)
{
    [Fact]
    public async Task A_marked_image_is_found_by_nobody_but_the_sweep()
    {
        var id = await Catalog.CompleteAsync("a.jpg", "A teapot", "tea");
        var marked = (await Catalog.Removals.MarkAsync(id, Token)).ShouldNotBeNull();
        marked.Id.ShouldBe(id);
        (await Catalog.Reader.FindAsync(id, Token)).ShouldBeNull();

        (await Catalog.Removals.MarkedBeforeAsync(Catalog.Clock.GetUtcNow(), 10, Token)).ShouldBeEmpty();
        Catalog.Clock.Advance(TimeSpan.FromSeconds(1));
        (await Catalog.Removals.MarkedBeforeAsync(Catalog.Clock.GetUtcNow(), 10, Token)).ShouldHaveSingleItem().Id.ShouldBe(id);
    }

    [Fact]
    public async Task Marking_again_returns_the_image_again_and_changes_nothing()
    {
        var id = await Catalog.StoreAsync();
        var first = await Catalog.Removals.MarkAsync(id, Token);
        Catalog.Clock.Advance(TimeSpan.FromSeconds(1));
        (await Catalog.Removals.MarkAsync(id, Token)).ShouldBe(first);
        (await Catalog.Removals.MarkAsync(ImageId.New(Catalog.Clock), Token)).ShouldBeNull();
    }

    [Fact]
    public async Task An_upload_that_was_never_stored_can_be_marked()
    {
        var image = await Catalog.Uploads.BeginAsync(Catalog.NewImage(), Token);
        (await Catalog.Removals.MarkAsync(image.Id, Token)).ShouldNotBeNull().Stored.ShouldBeFalse();
    }

    [Fact]
    public async Task Only_what_is_marked_is_purged_and_then_nothing_of_it_is_left()
    {
        var id = await Catalog.CompleteAsync("a.jpg", "A teapot", "tea");
        var suggestion = (await Catalog.DetailsAsync(id)).Objects[0].IdIn(id);
        await Catalog.EditAsync(id, new AnnotationEdit { Boxes = [new BoxEdit(null, "cat", new BoundingBox(0, 0, 1, 1))], Rejected = [suggestion] });
        await Catalog.Removals.PurgeAsync(id, Token);
        (await Catalog.Reader.FindAsync(id, Token)).ShouldNotBeNull();

        await Catalog.Removals.MarkAsync(id, Token);
        await Catalog.Removals.PurgeAsync(id, Token);
        (await Catalog.Removals.MarkAsync(id, Token)).ShouldBeNull();
        await Catalog.Removals.PurgeAsync(id, Token);

        var left = await Catalog.Database.ReadAsync(
            async (connection, token) =>
            {
                long count = 0;
                foreach (var table in (string[])["images", "tasks", "task_history", "image_tags", "image_objects", "image_boxes", "decided_objects", "image_labels", "annotation_history", "image_search"])
                {
                    await using var command = connection.CreateCommand();
                    command.CommandText = $"SELECT COUNT(*) FROM {table}";
                    count += Convert.ToInt64(await command.ExecuteScalarAsync(token), System.Globalization.CultureInfo.InvariantCulture);
                }

                return count;
            },
            Token);
        left.ShouldBe(0);
    }

    [Fact]
    public async Task Marked_images_come_oldest_first_and_no_more_than_asked_for()
    {
        var ids = new List<ImageId>();
        for (var i = 0; i < 3; i++)
        {
            ids.Insert(0, await Catalog.StoreAsync());
        }

        foreach (var id in ids)
        {
            Catalog.Clock.Advance(TimeSpan.FromSeconds(1));
            await Catalog.Removals.MarkAsync(id, Token);
        }

        var marked = await Catalog.Removals.MarkedBeforeAsync(Catalog.Clock.GetUtcNow() + TimeSpan.FromSeconds(1), 2, Token);
        marked.Select(image => image.Id).ShouldBe(ids.Take(2));
    }
}

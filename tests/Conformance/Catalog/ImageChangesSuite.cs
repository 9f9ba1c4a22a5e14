using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Conformance.Catalog;

public abstract class ImageChangesSuite(ICatalogDatabaseFactory factory) : CatalogSuite(factory)
{
    [Fact]
    public async Task An_empty_catalog_has_no_changes()
    {
        (await Catalog.Changes.CurrentAsync(Token)).ShouldBe(0);
        (await Catalog.Changes.SinceAsync(0, 10, Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Everything_that_changes_an_image_is_a_change()
    {
        var id = await Catalog.StoreAsync();
        TaskClaim? claim = null;
        Func<Task>[] steps =
        [
            async () => claim = await Catalog.ClaimAsync(id, TaskKind.Thumbnail),
            () => Catalog.Ledger.ReleaseAsync(claim!, "again", Token),
            () => Catalog.ThumbnailAsync(id),
            async () => claim = await Catalog.ClaimAsync(id, TaskKind.Caption),
            () => Catalog.Ledger.FailAsync(claim!, "no", Token),
            () => Catalog.Ledger.ResetFailedAsync(id, Token),
            () => Catalog.CaptionAsync(id, "x"),
            () => Catalog.EditAsync(id, new AnnotationEdit { Caption = "y" }),
        ];
        foreach (var step in steps)
        {
            var mark = await Catalog.Changes.CurrentAsync(Token);
            (await Catalog.Changes.SinceAsync(mark, 10, Token)).ShouldBeEmpty();
            Catalog.Clock.Advance(TimeSpan.FromSeconds(1));
            await step();

            var change = (await Catalog.Changes.SinceAsync(mark, 10, Token)).ShouldHaveSingleItem();
            change.Image.ShouldBe(await Catalog.FindAsync(id));
            change.IsDeleted.ShouldBeFalse();
            change.Mark.ShouldBe(Catalog.Clock.GetUtcNow().ToUnixTimeMilliseconds());
        }
    }

    [Fact]
    public async Task A_deletion_is_reported_until_it_is_purged()
    {
        var id = await Catalog.StoreAsync();
        var mark = await Catalog.Changes.CurrentAsync(Token);
        Catalog.Clock.Advance(TimeSpan.FromSeconds(1));
        await Catalog.Removals.MarkAsync(id, Token);
        var change = (await Catalog.Changes.SinceAsync(mark, 10, Token)).ShouldHaveSingleItem();
        (change.Mark, change.Id, change.IsDeleted).ShouldBe((Catalog.Clock.GetUtcNow().ToUnixTimeMilliseconds(), id, true));
        await Catalog.Removals.PurgeAsync(id, Token);
        (await Catalog.Changes.SinceAsync(mark, 10, Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Uploads_that_nobody_sees_are_no_changes()
    {
        var image = await Catalog.Uploads.BeginAsync(Catalog.NewImage(), Token);
        (await Catalog.Changes.SinceAsync(0, 10, Token)).ShouldBeEmpty();
        await Catalog.Removals.MarkAsync(image.Id, Token);
        (await Catalog.Changes.SinceAsync(0, 10, Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Changes_come_oldest_first_and_no_more_than_asked_for()
    {
        var one = await Catalog.StoreAsync();
        Catalog.Clock.Advance(TimeSpan.FromSeconds(1));
        var two = await Catalog.StoreAsync();
        Catalog.Clock.Advance(TimeSpan.FromSeconds(1));
        await Catalog.ThumbnailAsync(one);

        (await Catalog.Changes.SinceAsync(0, 10, Token)).Select(change => change.Id).ShouldBe([two, one]);
        (await Catalog.Changes.SinceAsync(0, 1, Token)).Select(change => change.Id).ShouldBe([two]);
    }
}

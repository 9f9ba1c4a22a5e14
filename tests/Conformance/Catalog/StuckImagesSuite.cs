using Vignette.Schema;

namespace Vignette.Conformance.Catalog;

public abstract class StuckImagesSuite(ICatalogDatabaseFactory factory) : CatalogSuite(factory)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    [Fact]
    public async Task What_has_not_ended_for_long_is_unfinished()
    {
        var pending = await Catalog.StoreAsync();
        var claimed = await Catalog.StoreAsync();
        await Catalog.ClaimAsync(claimed, TaskKind.Thumbnail);
        var half = await Catalog.StoreAsync();
        await Catalog.ThumbnailAsync(half);
        await Catalog.CompleteAsync("done.jpg", "x");
        var failed = await Catalog.StoreAsync();
        await Catalog.Ledger.FailAsync(await Catalog.ClaimAsync(failed, TaskKind.Thumbnail), "no", Token);
        await Catalog.Ledger.FailAsync(await Catalog.ClaimAsync(failed, TaskKind.Caption), "no", Token);
        var deleted = await Catalog.StoreAsync();
        await Catalog.Removals.MarkAsync(deleted, Token);
        await Catalog.Uploads.BeginAsync(Catalog.NewImage(), Token);
        (await UnfinishedAsync()).ShouldBeEmpty();

        Catalog.Clock.Advance(Patience + TimeSpan.FromSeconds(1));
        await Catalog.StoreAsync();

        (await UnfinishedAsync()).ShouldBe([pending, claimed, half]);
    }

    [Fact]
    public async Task Unfinished_images_come_in_pages()
    {
        var ids = new List<ImageId>();
        for (var i = 0; i < 6; i++)
        {
            ids.Add(await Catalog.StoreAsync());
            if (i % 2 == 0)
            {
                await Catalog.ThumbnailAsync(ids[i]);
            }
        }

        var before = Catalog.Clock.GetUtcNow() + TimeSpan.FromSeconds(1);
        var first = await Catalog.Stuck.UnfinishedAsync(before, 0, 4, Token);
        var second = await Catalog.Stuck.UnfinishedAsync(before, first[^1].Sequence, 4, Token);
        first.Concat(second).Select(image => image.Id).ShouldBe(ids);
        first.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Uploads_that_never_ended_are_unstored()
    {
        var begun = new List<ImageId>();
        for (var i = 0; i < 3; i++)
        {
            begun.Add((await Catalog.Uploads.BeginAsync(Catalog.NewImage(), Token)).Id);
        }

        await Catalog.StoreAsync();
        var removed = await Catalog.Uploads.BeginAsync(Catalog.NewImage(), Token);
        await Catalog.Removals.MarkAsync(removed.Id, Token);
        var now = Catalog.Clock.GetUtcNow();

        (await Catalog.Stuck.UnstoredAsync(now, 0, 10, Token)).ShouldBeEmpty();
        var first = await Catalog.Stuck.UnstoredAsync(now + TimeSpan.FromSeconds(1), 0, 2, Token);
        first.Select(image => image.Id).ShouldBe(begun.Take(2));
        (await Catalog.Stuck.UnstoredAsync(now + TimeSpan.FromSeconds(1), first[^1].Sequence, 2, Token)).ShouldHaveSingleItem().Id.ShouldBe(begun[2]);
    }

    private async Task<IEnumerable<ImageId>> UnfinishedAsync() =>
        (await Catalog.Stuck.UnfinishedAsync(Catalog.Clock.GetUtcNow() - Patience, 0, 10, Token)).Select(image => image.Id);
}

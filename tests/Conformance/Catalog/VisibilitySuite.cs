using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Conformance.Catalog;

/// <summary>Of whose images somebody learns, whichever way they ask.</summary>
public abstract class VisibilitySuite(ICatalogDatabaseFactory factory) : CatalogSuite(factory)
{
    private static readonly Viewer Ann = new("ann");
    private static readonly Viewer Bob = new("bob");

    // More than a list looks at one by one.
    private const int Many = 1050;

    [Fact]
    public async Task One_sees_what_is_shared_and_what_is_ones_own()
    {
        var (hers, his, shared) = (await AddAsync("ann", Visibility.Private), await AddAsync("bob", Visibility.Private), await AddAsync("bob", Visibility.Shared));
        foreach (var query in Queries())
        {
            (await IdsAsync(Ann, query)).ShouldBe([hers, shared], ignoreOrder: true, $"{query}");
            (await IdsAsync(Bob, query)).ShouldBe([his, shared], ignoreOrder: true, $"{query}");
            (await IdsAsync(Viewer.OfEverything, query)).ShouldBe([hers, his, shared], ignoreOrder: true, $"{query}");
            (await Reader(Ann).CountAsync(query, 10, Token)).ShouldBe(2, $"{query}");
        }

        foreach (var (id, isShown) in new[] { (hers, true), (his, false), (shared, true) })
        {
            (await Reader(Ann).ExistsAsync(id, Token)).ShouldBe(isShown);
            ((await Reader(Ann).FindAsync(id, Token)) is not null).ShouldBe(isShown);
            ((await Reader(Ann).DetailsAsync(id, Token)) is not null).ShouldBe(isShown);
            ((await Reader(Ann).NeighboursAsync(new ImageQuery(), id, Token)) is not null).ShouldBe(isShown);
            (await Reader(Ann).AnnotationHistoryAsync(id, 10, Token)).Any().ShouldBe(isShown);
        }

        (await Reader(Ann).NeighboursAsync(new ImageQuery(), shared, Token)).ShouldBe(new ImageNeighbours(null, hers));
        (await Reader(Ann).FacetsAsync(new ImageQuery(), Token)).Owners.Select(owner => owner.Value).ShouldBe(["ann", "bob"], ignoreOrder: true);
        (await Reader(Ann).FacetsAsync(new ImageQuery { Tag = "bob-private" }, Token)).Images.ShouldBe(0);
        (await Reader(Ann).LabelsAsync("", 10, Token)).Select(use => use.Label).ShouldBe(["ann Private box", "bob Shared box", "teapot"], ignoreOrder: true);
        (await Reader(Ann).LabelsAsync("bob", 10, Token)).Select(use => use.Label).ShouldBe(["bob Shared box"]);
    }

    [Fact]
    public async Task Contents_and_names_of_others_are_not_told()
    {
        await AddAsync("bob", Visibility.Private, sha256: new string('b', 64));
        var shared = await AddAsync("bob", Visibility.Shared, sha256: new string('c', 64));
        string[] digests = [new string('b', 64), new string('c', 64)];
        (await Catalog.Digests.FindAsync(Ann, digests, Token)).ShouldBe([new KnownImage(digests[1], shared, IsTrashed: false)]);
        (await Catalog.Digests.FindAsync(Bob, digests, Token)).Count.ShouldBe(2);
        var finder = new ImageFinder(Catalog.Database, Ann);
        (await finder.FindBySha256Async(digests[0], Token)).ShouldBeEmpty();
        (await finder.FindByFileNameAsync("bob Private.jpg", Token)).ShouldBeEmpty();
        (await finder.FindByFileNameAsync("bob Shared.jpg", Token)).ShouldHaveSingleItem().Id.ShouldBe(shared);
    }

    [Fact]
    public async Task In_the_trash_one_finds_ones_own_alone()
    {
        var shared = await AddAsync("bob", Visibility.Shared, sha256: new string('c', 64));
        await Catalog.Removals.TrashAsync(shared, "bob", Catalog.Clock.GetUtcNow().AddDays(1), Token);

        (await Catalog.Trash.FindAsync(Ann, shared, Token)).ShouldBeNull();
        (await Catalog.Trash.ListAsync(Ann, null, 10, Token)).Images.ShouldBeEmpty();
        (await Catalog.Trash.CountAsync(Ann, Token)).ShouldBe(0);
        (await Catalog.Trash.FindAsync(Bob, shared, Token)).ShouldNotBeNull();
        (await Catalog.Trash.CountAsync(Bob, Token)).ShouldBe(1);
        (await Catalog.Digests.FindAsync(Ann, [new string('c', 64)], Token)).ShouldBeEmpty();
        (await Catalog.Digests.FindAsync(Bob, [new string('c', 64)], Token)).ShouldHaveSingleItem().IsTrashed.ShouldBeTrue();
        (await Access.FindAsync(shared, Token)).ShouldBe(new ImageHolding("bob", Visibility.Shared, IsInTrash: true));
        (await Access.ShowAsync(shared, Visibility.Private, Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task An_image_is_shown_and_hidden_again_and_live_pages_hear_of_it()
    {
        var id = await AddAsync("bob", Visibility.Private);
        (await Access.FindAsync(id, Token)).ShouldBe(new ImageHolding("bob", Visibility.Private, IsInTrash: false));
        Catalog.Clock.Advance(TimeSpan.FromSeconds(1));
        (await Access.ShowAsync(id, Visibility.Shared, Token)).ShouldBeTrue();
        (await Reader(Ann).FindAsync(id, Token)).ShouldNotBeNull().Visibility.ShouldBe(Visibility.Shared);
        (await Catalog.Changes.SinceAsync(Catalog.Clock.GetUtcNow().ToUnixTimeMilliseconds() - 1, 10, Token)).ShouldHaveSingleItem().Image.Visibility.ShouldBe(Visibility.Shared);
        (await Access.ShowAsync(id, Visibility.Shared, Token)).ShouldBeTrue("it is so already");
        (await Access.ShowAsync(id, Visibility.Private, Token)).ShouldBeTrue();
        (await Reader(Ann).FindAsync(id, Token)).ShouldBeNull();
        (await Access.ShowAsync(ImageId.New(Catalog.Clock), Visibility.Shared, Token)).ShouldBeFalse();
        (await Access.FindAsync(ImageId.New(Catalog.Clock), Token)).ShouldBeNull();
    }

    [Fact]
    public async Task What_one_sees_is_found_behind_any_number_that_one_does_not_see()
    {
        var first = await AddAsync("ann", Visibility.Private);
        for (var i = 0; i < Many; i++)
        {
            var image = await Catalog.Uploads.BeginAsync(Catalog.NewImage($"hay {i}.jpg", "bob"), Token);
            await Catalog.Uploads.CompleteAsync(image.Id, new StoredOriginal("v1", 1, Sha256: null), Token);
        }

        foreach (var query in Queries())
        {
            (await IdsAsync(Ann, query)).ShouldBe([first], $"{query}");
        }
    }

    private ImageAccess Access => new(Catalog.Database, Catalog.Clock);

    private ImageReader Reader(Viewer viewer) => new(Catalog.Database, viewer);

    // Every way that a list is read in.
    private static IEnumerable<ImageQuery> Queries()
    {
        ImageQuery[] filters =
        [
            new(), new() { Text = "picture" }, new() { Text = "\"a picture\"" }, new() { Tag = "all" }, new() { Tag = "all", Text = "picture" }, new() { Review = ReviewState.InProgress, Tag = "all" },
            new() { TakenFrom = new DateOnly(2020, 1, 1) }, new() { TakenFrom = new DateOnly(2020, 1, 1), Text = "picture" }, new() { Status = TaskState.Completed },
        ];
        return from filter in filters from sort in Enum.GetValues<ImageSort>() select filter with { Sort = sort };
    }

    private async Task<IReadOnlyList<ImageId>> IdsAsync(Viewer viewer, ImageQuery query)
    {
        var images = await Reader(viewer).ListAsync(query, Token);
        images.Next.ShouldBeNull();
        (await Reader(viewer).ListIdsAsync(query, Token)).Ids.ShouldBe(images.Images.Select(image => image.Id));
        return [.. images.Images.Select(image => image.Id)];
    }

    private async Task<ImageId> AddAsync(string owner, Visibility visibility, string? sha256 = null)
    {
        var image = await Catalog.Uploads.BeginAsync(Catalog.NewImage($"{owner} {visibility}.jpg", owner) with { Visibility = visibility }, Token);
        image.Visibility.ShouldBe(visibility);
        await Catalog.Uploads.CompleteAsync(image.Id, new StoredOriginal("v1", 1234, sha256), Token);
        await Catalog.ThumbnailAsync(image.Id);
        await Catalog.CaptionAsync(image.Id, "A picture");
        var edit = new AnnotationEdit
        {
            Tags = ["all", $"{owner}-{visibility}"],
            Boxes = [new BoxEdit(null, $"{owner} {visibility} box", new BoundingBox(0.1, 0.1, 0.5, 0.5))],
            Review = ReviewState.InProgress,
        };
        (await Catalog.EditAsync(image.Id, edit, owner)).ShouldBe(EditOutcome.Applied);
        return image.Id;
    }
}

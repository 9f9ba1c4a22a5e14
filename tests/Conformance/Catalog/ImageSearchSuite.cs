using System.Globalization;
using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Conformance.Catalog;

/// <summary>Filters, orders and what is told of a whole list; what words find is in <see cref="ImageReaderSuite"/>.</summary>
public abstract class ImageSearchSuite(ICatalogDatabaseFactory factory) : CatalogSuite(factory)
{
    private const int Images = 60;
    private const int Queries = 300;

    private static readonly DateOnly FirstDay = new(2024, 2, 27);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Any_query_finds_what_a_plain_filter_finds(int seed)
    {
        var random = new Random(seed);
        var sample = new SearchSample(Catalog, random);
        await sample.FillAsync(Images);

        for (var i = 0; i < Queries; i++)
        {
            var query = sample.NextQuery();
            var expected = sample.Find(query);

            var found = await Catalog.ListAsync(query);
            found.ShouldBe(expected, $"{seed}/{i}: {query}\n{sample.Describe(found.Except(expected).Concat(expected.Except(found)))}");
            (await Catalog.Reader.ListIdsAsync(query, Token)).Ids.ShouldBe(expected, $"{seed}/{i}: {query}");
            (await Catalog.Reader.CountAsync(query, Images * 2, Token)).ShouldBe(expected.Count, $"{seed}/{i}: {query}");
            if (expected.Count > 0)
            {
                var at = random.Next(expected.Count);
                var neighbours = (await Catalog.Reader.NeighboursAsync(query, expected[at], Token)).ShouldNotBeNull();
                neighbours.Previous.ShouldBe(at == 0 ? null : expected[at - 1], $"{seed}/{i}: {query}");
                neighbours.Next.ShouldBe(at == expected.Count - 1 ? null : expected[at + 1], $"{seed}/{i}: {query}");
            }
        }

        // The comparison is worth something only where there was something to find.
        sample.Found.ShouldBeGreaterThan(Queries / 3);
    }

    [Fact]
    public async Task Names_are_ordered_as_people_read_them()
    {
        string[] names = ["IMG_2.jpg", "img_10.jpg", "Img_010.png", "apple.jpg", "Äpfel 1.jpg", "Zebra.jpg", "9.jpg", "10.jpg", "007.jpg", "Ωmega.jpg", "猫.jpg"];
        var ids = new Dictionary<ImageId, string>();
        foreach (var name in names)
        {
            ids.Add(await Catalog.StoreAsync(name), name);
        }

        var found = (await Catalog.ListAsync(new ImageQuery { Sort = ImageSort.Name, Limit = 2 })).Select(id => ids[id]);

        found.ShouldBe(["007.jpg", "9.jpg", "10.jpg", "Äpfel 1.jpg", "apple.jpg", "IMG_2.jpg", "img_10.jpg", "Img_010.png", "Zebra.jpg", "Ωmega.jpg", "猫.jpg"]);
    }

    [Fact]
    public async Task Images_without_a_date_come_last_in_either_order()
    {
        var (early, none, late, other) = (await TakenAsync(2001), await Catalog.StoreAsync(), await TakenAsync(2020), await Catalog.StoreAsync());

        (await Catalog.ListAsync(new ImageQuery { Sort = ImageSort.TakenNewest, Limit = 1 })).ShouldBe([late, early, other, none]);
        (await Catalog.ListAsync(new ImageQuery { Sort = ImageSort.TakenOldest, Limit = 1 })).ShouldBe([early, late, none, other]);
    }

    [Fact]
    public async Task Dates_are_whole_days_with_both_ends()
    {
        Catalog.Clock.SetUtcNow(new DateTimeOffset(FirstDay.ToDateTime(new TimeOnly(23, 59, 59)), TimeSpan.Zero));
        var first = await Catalog.StoreAsync();
        Catalog.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await Catalog.StoreAsync();
        Catalog.Clock.Advance(TimeSpan.FromHours(24));
        var third = await Catalog.StoreAsync();

        async Task<IReadOnlyList<ImageId>> UploadedAsync(int? from, int? to) => await Catalog.ListAsync(new ImageQuery
        {
            UploadedFrom = from is { } f ? FirstDay.AddDays(f) : null,
            UploadedTo = to is { } t ? FirstDay.AddDays(t) : null,
            Sort = ImageSort.Oldest,
        });

        (await UploadedAsync(0, 0)).ShouldBe([first]);
        (await UploadedAsync(1, 1)).ShouldBe([second]);
        (await UploadedAsync(1, null)).ShouldBe([second, third]);
        (await UploadedAsync(null, 1)).ShouldBe([first, second]);
        (await UploadedAsync(2, 1)).ShouldBeEmpty();
        (await Catalog.ListAsync(new ImageQuery { UploadedTo = DateOnly.MaxValue, TakenTo = DateOnly.MaxValue })).ShouldBeEmpty("none has a camera's date");
    }

    [Theory]
    [InlineData(ImageSort.Newest)]
    [InlineData(ImageSort.Oldest)]
    [InlineData(ImageSort.TakenNewest)]
    [InlineData(ImageSort.TakenOldest)]
    [InlineData(ImageSort.Name)]
    public async Task Pages_do_not_shift_when_the_image_at_their_edge_goes(ImageSort sort)
    {
        for (var i = 0; i < 9; i++)
        {
            var id = await Catalog.StoreAsync($"{i / 2}.jpg");
            if (i % 3 != 0)
            {
                await ThumbnailAsync(id, new DateTime(2020, 1, 1 + (i / 2)));
            }
        }

        var query = new ImageQuery { Sort = sort, Limit = 2 };
        var all = await Catalog.ListAsync(query);
        all.Count.ShouldBe(9);
        for (var length = 1; length < 8; length++)
        {
            var page = await Catalog.Reader.ListAsync(query with { Limit = length }, Token);
            var next = page.Next.ShouldNotBeNull();
            ImageCursor.TryParse(next.ToString(), out var read).ShouldBeTrue();
            read.ShouldBe(next);
            (await Catalog.ListAsync(query with { After = read })).ShouldBe(all.Skip(length));
        }

        var edge = (await Catalog.Reader.ListAsync(query with { Limit = 4 }, Token)).Next;
        await Catalog.Removals.MarkAsync(all[3], Token);
        await Catalog.Removals.MarkAsync(all[1], Token);
        (await Catalog.ListAsync(query with { After = edge })).ShouldBe(all.Skip(4));
    }

    [Fact]
    public async Task A_cursor_of_another_list_is_refused()
    {
        await TakenAsync(2001);
        await TakenAsync(2002);
        var day = new DateOnly(2000, 1, 1);
        ImageQuery[] lists =
        [
            .. Enum.GetValues<ImageSort>().Select(sort => new ImageQuery { Sort = sort, Limit = 1 }),
            new() { UploadedFrom = day, Limit = 1 },
            new() { UploadedFrom = day, Sort = ImageSort.Oldest, Limit = 1 },
        ];
        foreach (var list in lists)
        {
            var next = (await Catalog.Reader.ListAsync(list, Token)).Next.ShouldNotBeNull();
            foreach (var other in lists)
            {
                other.HasPlace(next).ShouldBe(other == list, $"{next} in {other}");
                if (other != list)
                {
                    await Should.ThrowAsync<ArgumentException>(() => Catalog.Reader.ListAsync(other with { After = next }, Token));
                }
            }
        }

        new ImageQuery { Sort = ImageSort.TakenNewest }.HasPlace(new ImageCursor(1, ImageSort.TakenNewest, "yesterday")).ShouldBeFalse();
        new ImageQuery { UploadedFrom = day }.HasPlace(new ImageCursor(1, ImageSort.Newest, "1e9")).ShouldBeFalse();
    }

    [Fact]
    public async Task What_more_than_a_window_of_images_hides_is_found()
    {
        // More than are looked at one by one, and what is sought for last in every order.
        var sought = await Catalog.StoreAsync("0 needle.jpg");
        await ThumbnailAsync(sought, new DateTime(1990, 1, 1));
        await Catalog.EditAsync(sought, new AnnotationEdit { Tags = ["needle"] });
        var other = await Catalog.StoreAsync("1 hay.jpg");
        await ThumbnailAsync(other, new DateTime(1990, 1, 2));
        await Catalog.FillAsync(1700);

        ImageQuery[] queries =
        [
            new() { Text = "needle" },
            new() { Tag = "needle" },
            new() { Text = "needle", Tag = "needle", Owner = "ann" },
            new() { Owner = "ann", TakenTo = new DateOnly(1990, 1, 1) },
            new() { Text = "jpg", TakenTo = new DateOnly(1990, 1, 1) },
            new() { Owner = "ann", Status = TaskState.Processing, Tag = "needle" },
            new() { UploadedFrom = new DateOnly(2000, 1, 1), TakenTo = new DateOnly(1990, 1, 1) },
        ];
        foreach (var query in queries)
        {
            foreach (var sort in Enum.GetValues<ImageSort>())
            {
                (await Catalog.ListAsync(query with { Sort = sort })).ShouldBe([sought], $"{query with { Sort = sort }}");
                (await Catalog.Reader.CountAsync(query with { Sort = sort }, 10, Token)).ShouldBe(1);
            }
        }

        (await Catalog.ListAsync(new ImageQuery { Text = "jpg", Owner = "ann", TakenTo = new DateOnly(1990, 1, 2), Limit = 1 })).ShouldBe([other, sought]);
        (await Catalog.Reader.CountAsync(new ImageQuery(), 5000, Token)).ShouldBe(1702);
        (await Catalog.Reader.CountAsync(new ImageQuery(), 100, Token)).ShouldBe(100);
        var ids = await Catalog.Reader.ListIdsAsync(new ImageQuery { Owner = "ann" }, Token);
        ids.Ids.Count.ShouldBe(ImageReader.MaxIds);
        (await Catalog.Reader.ListIdsAsync(new ImageQuery { Owner = "ann", After = ids.Next }, Token)).Ids.Count.ShouldBe(702);
        var facets = await Catalog.Reader.FacetsAsync(new ImageQuery(), Token);
        (facets.Images, facets.HasMore).ShouldBe((ImageFacets.MaxImages, true));
        facets.Owners.ShouldBe([new Facet<string>("ann", ImageFacets.MaxImages)]);
    }

    [Fact]
    public async Task Facets_count_images()
    {
        await Catalog.CompleteAsync("a.jpg", "x", "tea", "pot");
        await Catalog.CompleteAsync("b.jpg", "x", "Tea");
        await Catalog.StoreAsync("c.jpg");

        var facets = await Catalog.Reader.FacetsAsync(new ImageQuery { Sort = ImageSort.Name, Limit = 1 }, Token);

        (facets.Images, facets.HasMore).ShouldBe((3, false));
        facets.Tags.Select(tag => (tag.Value.ToUpperInvariant(), tag.Count)).ShouldBe([("TEA", 2), ("POT", 1)]);
        facets.Labels.ShouldBe([new Facet<string>("teapot", 2)]);
        facets.Statuses.ShouldBe([new Facet<TaskState>(TaskState.Completed, 2), new Facet<TaskState>(TaskState.Pending, 1)]);
        facets.Reviews.ShouldBe([new Facet<ReviewState>(ReviewState.Unreviewed, 3)]);
        facets.Owners.ShouldBe([new Facet<string>("ann", 3)]);

        (await Catalog.Reader.FacetsAsync(new ImageQuery { Tag = "pot" }, Token)).Images.ShouldBe(1);
        var none = await Catalog.Reader.FacetsAsync(new ImageQuery { Text = "nowhere" }, Token);
        (none.Images, none.Tags.Count, none.Owners.Count).ShouldBe((0, 0, 0));
    }

    [Fact]
    public async Task A_walk_meets_every_image_once_with_its_details()
    {
        await Catalog.FillAsync(ImageQuery.MaxLimit + 20);
        var last = await Catalog.CompleteAsync("tea.jpg", "A teapot", "tea");
        var walked = new List<ImageDetails>();
        await foreach (var details in Catalog.Reader.WalkAsync(new ImageQuery { Sort = ImageSort.Oldest, Limit = 1 }, Token))
        {
            walked.Add(details);
            if (walked.Count == 1)
            {
                // What comes while one walks is met at the end, what goes is not.
                await Catalog.StoreAsync("late.jpg");
                await Catalog.Removals.MarkAsync((await Catalog.ListAsync(new ImageQuery { Sort = ImageSort.Oldest }))[^3], Token);
            }
        }

        walked.Count.ShouldBe(ImageQuery.MaxLimit + 21);
        walked.Select(details => details.Image.Sequence).ShouldBe(walked.Select(details => details.Image.Sequence).Order());
        walked[^1].Image.FileName.ShouldBe("late.jpg");
        walked.Single(details => details.Image.Id == last).Tags.ShouldBe(["tea"]);
    }

    [Fact]
    public async Task Nobody_stands_beside_an_image_that_is_not_there() =>
        (await Catalog.Reader.NeighboursAsync(new ImageQuery(), ImageId.New(Catalog.Clock), Token)).ShouldBeNull();

    private async Task<ImageId> TakenAsync(int year)
    {
        var id = await Catalog.StoreAsync(string.Create(CultureInfo.InvariantCulture, $"{year}.jpg"));
        await ThumbnailAsync(id, new DateTime(year, 1, 1));
        return id;
    }

    private async Task ThumbnailAsync(ImageId id, DateTime takenAt) =>
        await Catalog.Ledger.CompleteAsync(await Catalog.ClaimAsync(id, TaskKind.Thumbnail), CatalogFixture.Picture() with { TakenAt = takenAt }, Token);
}

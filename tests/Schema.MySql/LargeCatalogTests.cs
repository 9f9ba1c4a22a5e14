using Vignette.Schema.Catalog;
using Vignette.Tests;

namespace Vignette.Schema.MySql.Tests;

/// <summary>What keeps the gallery's lists fast at any size: each walks an index in the order of the page and stops at its end.</summary>
public sealed class LargeCatalogTests(LargeCatalog catalog) : IClassFixture<LargeCatalog>
{
    private const string Walk = "images_visible";
    private const string Rows = "PRIMARY";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>
    /// Queries, where their page begins, how many are found, and the index that each of their statements begins with. After a
    /// place in an order by date those of the same second are read first, and then the later.
    /// </summary>
    public static TheoryData<ImageQuery, long?, int, string[]> Lists => new()
    {
        { new(), null, 30, [Walk] },
        { new(), 50, 30, [Walk] },
        { new() { Sort = ImageSort.Oldest }, 50_000, 30, [Walk] },
        { new() { Sort = ImageSort.TakenNewest }, null, 30, ["images_taken"] },
        { new() { Sort = ImageSort.TakenOldest, TakenFrom = new DateOnly(2015, 1, 1) }, null, 30, ["images_taken"] },
        { new() { Sort = ImageSort.Name }, null, 30, ["images_name"] },
        { new() { UploadedFrom = new DateOnly(1970, 1, 1) }, null, 30, ["images_uploaded"] },
        { new() { Status = TaskState.Completed }, null, 30, ["images_status"] },
        { new() { Status = TaskState.Failed }, 50_000, 30, ["images_status"] },
        { new() { Status = TaskState.Pending }, null, 0, ["images_status"] },
        { new() { Review = ReviewState.Approved }, null, 30, ["images_review"] },
        { new() { Owner = "ann" }, 50_000, 30, ["images_owner"] },
        { new() { Label = LargeCatalog.Label }, null, 30, ["image_labels_label"] },
        { new() { Label = LargeCatalog.Label, Review = ReviewState.Approved, Owner = "ann" }, null, 30, ["image_labels_label"] },
        { new() { Tag = LargeCatalog.Tag }, null, 30, ["image_tags_tag"] },
        { new() { Tag = LargeCatalog.Tag, Status = TaskState.Completed }, null, 30, ["image_tags_tag"] },
        { new() { Tag = LargeCatalog.Tag, Status = TaskState.Failed }, null, 30, ["images_status"] },
        { new() { Tag = LargeCatalog.Tag, Sort = ImageSort.TakenOldest }, null, 30, ["images_taken", "images_taken", "images_taken"] },

        // Frequent: no rows of words are asked for.
        { new() { Text = LargeCatalog.FrequentWord }, null, 30, [Walk] },
        { new() { Text = LargeCatalog.FrequentWord }, 50_000, 30, [Walk] },
        { new() { Text = LargeCatalog.FrequentWord }, 20, 19, [Walk] },
        { new() { Text = LargeCatalog.FrequentWord, Sort = ImageSort.Name }, null, 30, ["images_name"] },
        { new() { Text = "p" }, null, 30, [Walk] },
        { new() { Text = "\"quiet street\" with" }, null, 30, [Walk] },
        { new() { Text = LargeCatalog.OldWord }, 40_000, 30, [Walk] },
        { new() { Text = LargeCatalog.FrequentWord, Tag = LargeCatalog.Tag }, null, 30, ["image_tags_tag"] },
        { new() { Text = LargeCatalog.FrequentWord, Status = TaskState.Completed }, null, 30, ["images_status"] },
        { new() { Text = LargeCatalog.FrequentWord, Status = TaskState.Failed }, null, 30, ["images_status"] },

        // Rare, or not among the first: looked up is each word of the beginning and that there are no more, then the images.
        { new() { Text = LargeCatalog.RareWord }, null, 10, [Walk, Rows, Rows, Rows] },
        { new() { Text = $"\"{LargeCatalog.RareWord}\"" }, null, 10, [Walk, Rows] },
        { new() { Text = LargeCatalog.SeldomWord }, null, 30, [Walk, Rows, Rows, Rows] },
        { new() { Text = "nowhere" }, null, 0, [Walk, Rows] },
        { new() { Text = LargeCatalog.OldWord }, null, 30, [Walk, Rows, Rows, Rows] },
        { new() { Text = LargeCatalog.OldWord, Sort = ImageSort.Oldest }, 49_950, 30, [Walk] },

        // Which of the words, or of what else there is, is rarer is counted.
        { new() { Text = $"{LargeCatalog.FrequentWord} {LargeCatalog.RareWord}" }, null, 10, [Walk, Rows, Rows, Rows, Rows, Rows, Rows] },
        { new() { Text = "img 77777" }, null, 1, [Walk, Rows, Rows, Rows, Rows, Rows, Rows] },
        { new() { Text = LargeCatalog.OldWord, Tag = LargeCatalog.Tag }, null, 30, ["image_tags_tag", Rows, Rows, "image_tags_tag", Rows, Rows, Rows] },
        { new() { Text = LargeCatalog.SeldomWord, Status = TaskState.Completed }, null, 30, ["images_status", Rows, Rows, "images_status", Rows] },
        { new() { Text = LargeCatalog.OldWord, Status = TaskState.Failed }, null, 30, ["images_status"] },

        // In another order they are counted, and sorted where they are few.
        { new() { Text = LargeCatalog.RareWord, Sort = ImageSort.TakenNewest }, null, 10, ["images_taken", Rows, Rows, Rows, Rows] },
        // Whether there are few of the dates is counted first.
        { new() { TakenTo = new DateOnly(2010, 1, 1) }, null, 30, ["images_taken", Walk] },
        { new() { Tag = LargeCatalog.Tag, TakenFrom = new DateOnly(2019, 1, 1) }, null, 30, ["images_taken", "image_tags_tag", "image_tags_tag", "image_tags_tag"] },
    };

    /// <summary>Queries for dates of which there are few images, and how many are found.</summary>
    public static TheoryData<ImageQuery, int> Narrow => new()
    {
        { new() { TakenFrom = new DateOnly(2020, 1, 1) }, 0 },
        { new() { TakenFrom = new DateOnly(2019, 12, 1) }, 30 },
        { new() { TakenFrom = new DateOnly(2019, 12, 1), Tag = LargeCatalog.Tag }, 30 },
        { new() { TakenFrom = new DateOnly(2019, 12, 1), Text = LargeCatalog.FrequentWord, Sort = ImageSort.Name }, 30 },
    };

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task A_list_walks_its_index(ImageQuery query, long? after, int count, string[] indexes)
    {
        var reader = catalog.Reader();

        var page = await reader.ListAsync(query with { After = after is { } sequence ? new ImageCursor(sequence, query.Sort) : null }, Token);

        page.Images.Count.ShouldBe(count);

        // What only reads the rows of a page that was found is not told.
        var statements = (await catalog.StatementsAsync(Token)).Where(statement => !statement.Contains("JSON_TABLE", StringComparison.Ordinal)).ToList();
        var plans = new List<IReadOnlyList<PlanStep>>();
        foreach (var statement in statements)
        {
            plans.Add(await catalog.ExplainAsync(statement, Token));
        }

        plans.Select(Index).ShouldBe(indexes, string.Join("\n\n", statements));
        foreach (var step in plans.SelectMany(plan => plan).Where(step => !step.IsDerived))
        {
            step.Key.ShouldNotBeNull(step.ToString());
            step.Type.ShouldBeOneOf(["range", "ref", "eq_ref", "const"], step.ToString());
        }

        // Nothing is sorted but what is rare, once it is gathered, and of that only what it is sorted by.
        foreach (var step in plans.Take(2).SelectMany(plan => plan))
        {
            step.Extra.ShouldNotContain("filesort", Case.Insensitive, step.ToString());
            step.Extra.ShouldNotContain("temporary", Case.Insensitive, step.ToString());
        }
    }

    [Theory]
    [MemberData(nameof(Narrow))]
    public async Task Few_images_of_some_dates_are_gathered(ImageQuery query, int count)
    {
        (await catalog.Reader().ListAsync(query, Token)).Images.Count.ShouldBe(count);

        var statements = (await catalog.StatementsAsync(Token)).Where(statement => !statement.Contains("JSON_TABLE", StringComparison.Ordinal)).ToList();
        statements.Count.ShouldBe(2);
        foreach (var statement in statements)
        {
            Index(await catalog.ExplainAsync(statement, Token)).ShouldBe("images_taken", statement);
        }
    }

    [Fact]
    public async Task Everything_that_is_found_is_found_page_by_page()
    {
        var reader = catalog.Reader();
        (await CountAsync(reader, new ImageQuery { Text = LargeCatalog.SeldomWord })).ShouldBe(LargeCatalog.Images / 100);
        (await CountAsync(reader, new ImageQuery { Text = LargeCatalog.FrequentWord, Tag = LargeCatalog.Tag, Limit = 200 })).ShouldBe(LargeCatalog.Images / 20);
        (await CountAsync(reader, new ImageQuery { Text = LargeCatalog.OldWord, Status = TaskState.Failed })).ShouldBe(LargeCatalog.Images / 2 / LargeCatalog.FailedEvery);
    }

    [Fact]
    public async Task Known_contents_are_found_by_their_index()
    {
        catalog.Reader();
        await new ImageDigests(catalog.Database, new ManualTimeProvider()).FindAsync(Viewer.OfEverything, [new string('a', 64), new string('b', 64)], Token);

        var statement = (await catalog.StatementsAsync(Token)).ShouldHaveSingleItem();
        var step = (await catalog.ExplainAsync(statement, Token)).Single(step => step.Table == "i");
        (step.Type, step.Key).ShouldBe(("ref", "images_sha256"));
    }

    // What a statement begins with: the rows that another found are only looked up.
    private static string? Index(IReadOnlyList<PlanStep> plan) => plan.First(step => !step.IsDerived).Key;

    private static async Task<int> CountAsync(ImageReader reader, ImageQuery query)
    {
        var sequences = new HashSet<long>();
        for (ImagePage? page = null; page is null || page.Next is not null;)
        {
            page = await reader.ListAsync(query with { After = page?.Next }, Token);
            page.Images.ShouldAllBe(image => sequences.Add(image.Sequence));
        }

        return sequences.Count;
    }
}

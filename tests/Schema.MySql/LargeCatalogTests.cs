using Vignette.Schema.Catalog;

namespace Vignette.Schema.MySql.Tests;

/// <summary>What keeps the gallery's lists fast at any size: each walks an index in the order of the page and stops at its end.</summary>
public sealed class LargeCatalogTests(LargeCatalog catalog) : IClassFixture<LargeCatalog>
{
    private const string Walk = "images_visible";
    private const string Match = "image_search_words";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string?, string?, TaskState?, long?, int, string[]> Lists => new()
    {
        // Text, tag, status, after; how many are found; the index that each of its statements begins with.
        { null, null, null, null, 30, [Walk] },
        { null, null, null, 50, 30, [Walk] },
        { null, null, TaskState.Completed, null, 30, ["images_status"] },
        { null, null, TaskState.Failed, 50_000, 30, ["images_status"] },
        { null, null, TaskState.Pending, null, 0, ["images_status"] },
        { null, LargeCatalog.Tag, null, null, 30, ["image_tags_tag"] },
        { null, LargeCatalog.Tag, TaskState.Completed, null, 30, ["image_tags_tag"] },
        { null, LargeCatalog.Tag, TaskState.Failed, null, 30, ["images_status"] },

        // Frequent: no match of the full-text index is asked for.
        { LargeCatalog.FrequentWord, null, null, null, 30, [Walk, Walk] },
        { LargeCatalog.FrequentWord, null, null, 50_000, 30, [Walk, Walk] },
        { LargeCatalog.FrequentWord, null, null, 20, 19, [Walk, Walk] },
        { "p", null, null, null, 30, [Walk, Walk] },
        { "\"quiet street\" with", null, null, null, 30, [Walk, Walk] },
        { LargeCatalog.OldWord, null, null, 40_000, 30, [Walk, Walk] },
        { LargeCatalog.FrequentWord, LargeCatalog.Tag, null, null, 30, ["image_tags_tag", "image_tags_tag"] },
        { LargeCatalog.FrequentWord, null, TaskState.Completed, null, 30, ["images_status", "images_status"] },
        { LargeCatalog.FrequentWord, null, TaskState.Failed, null, 30, ["images_status", "images_status"] },

        // Rare, or not among the newest.
        { LargeCatalog.RareWord, null, null, null, 10, [Walk, Walk, Match] },
        { LargeCatalog.SeldomWord, null, null, null, 30, [Walk, Walk, Match] },
        { $"{LargeCatalog.FrequentWord} {LargeCatalog.RareWord}", null, null, null, 10, [Walk, Walk, Match] },
        { "img 77777", null, null, null, 1, [Walk, Walk, Match] },
        { "nowhere", null, null, null, 0, [Walk, Walk, Match] },
        { LargeCatalog.OldWord, null, null, null, 30, [Walk, Walk, Match] },
        { LargeCatalog.OldWord, LargeCatalog.Tag, null, null, 30, ["image_tags_tag", "image_tags_tag", Match] },
        { LargeCatalog.SeldomWord, null, TaskState.Completed, null, 30, ["images_status", "images_status", Match] },
    };

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task A_list_walks_its_index(string? text, string? tag, TaskState? status, long? after, int count, string[] indexes)
    {
        var reader = catalog.Reader();
        var query = new ImageQuery { Text = text, Tag = tag, Status = status, After = after is { } sequence ? new ImageCursor(sequence) : null };

        var page = await reader.ListAsync(query, Token);

        page.Images.Count.ShouldBe(count);
        page.Images.Select(image => image.Sequence).ShouldBe(page.Images.Select(image => image.Sequence).OrderDescending());
        var statements = await catalog.StatementsAsync(Token);
        var plans = new List<IReadOnlyList<PlanStep>>();
        foreach (var statement in statements)
        {
            plans.Add(await catalog.ExplainAsync(statement, Token));
        }

        plans.Select(Index).ShouldBe(indexes, string.Join("\n\n", statements));
        foreach (var step in plans.SelectMany(plan => plan).Where(step => !step.IsDerived))
        {
            step.Key.ShouldNotBeNull(step.ToString());
            step.Type.ShouldBeOneOf(["range", "ref", "eq_ref", "const", "fulltext"], step.ToString());
        }

        // Nothing is sorted but what the full-text index found, and of that only the sequences.
        foreach (var step in plans.SelectMany(plan => plan).Where(step => step.Key != Match && !step.IsDerived))
        {
            step.Extra.ShouldNotContain("filesort", Case.Insensitive, step.ToString());
            step.Extra.ShouldNotContain("temporary", Case.Insensitive, step.ToString());
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

    // What a statement begins with: the rows that another found are only looked up.
    private static string? Index(IReadOnlyList<PlanStep> plan) => plan.FirstOrDefault(step => step.Key == Match)?.Key ?? plan[0].Key;

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

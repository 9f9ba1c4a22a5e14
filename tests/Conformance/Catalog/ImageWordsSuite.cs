using System.Globalization;
using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Conformance.Catalog;

/// <summary>Words that the first images of a list do not have: how they are found must change nothing of what is found.</summary>
public abstract class ImageWordsSuite(ICatalogDatabaseFactory factory) : CatalogSuite(factory)
{
    // A page so short that none of the older images is among those which are looked at before words are looked up.
    private const int Limit = 2;
    private const int Older = 40;
    private const int Newer = 20;

    public static TheoryData<ImageSort> Sorts => [.. Enum.GetValues<ImageSort>()];

    [Theory]
    [MemberData(nameof(Sorts))]
    public async Task What_older_images_have_is_found_page_by_page(ImageSort sort)
    {
        var (older, all) = await FillAsync();
        var order = await Catalog.ListAsync(new ImageQuery { Sort = sort, Limit = 200 });
        order.Count.ShouldBe(all);

        foreach (var (text, isFound) in Searches())
        {
            var query = new ImageQuery { Text = text, Sort = sort, Limit = Limit };
            var expected = order.Where(id => older.TryGetValue(id, out var number) && isFound(number)).ToList();
            (await Catalog.ListAsync(query)).ShouldBe(expected, $"{text}, {sort}");
            (await Catalog.Reader.CountAsync(query, 1000, Token)).ShouldBe(expected.Count, text);
            (await Catalog.ListAsync(query with { Tag = "pier" })).ShouldBe(expected.Where(id => older[id] % 3 == 0), $"{text} with a tag, {sort}");
            if (expected.Count > 1)
            {
                var beside = (await Catalog.Reader.NeighboursAsync(query, expected[1], Token)).ShouldNotBeNull();
                (beside.Previous, beside.Next).ShouldBe((expected[0], expected.Count > 2 ? expected[2] : null), text);
            }
        }
    }

    [Fact]
    public async Task Pages_do_not_shift_when_what_was_found_goes()
    {
        await FillAsync();
        var query = new ImageQuery { Text = "sep", Limit = Limit };
        var all = await Catalog.ListAsync(query);
        var page = await Catalog.Reader.ListAsync(query, Token);
        await Catalog.Removals.MarkAsync(all[1], Token);
        await Catalog.Removals.MarkAsync(all[2], Token);
        await Catalog.CompleteAsync("new.jpg", "sepia");

        (await Catalog.ListAsync(query with { After = page.Next })).ShouldBe(all.Skip(3));
    }

    [Fact]
    public async Task A_caption_that_is_rewritten_is_found_by_its_new_words_alone()
    {
        var id = await Catalog.CompleteAsync("a.jpg", "A small harbour", "boat");
        await Catalog.FillAsync(Newer);

        (await Catalog.EditAsync(id, new AnnotationEdit { Caption = "A harbourmaster waits" })).ShouldBe(EditOutcome.Applied);
        (await FoundAsync("harbour", "\"harbour\"", "small", "\"small harbour\"", "waits", "\"harbourmaster waits\"", "boat")).ShouldBe([1, 0, 0, 0, 1, 1, 1]);

        (await Catalog.EditAsync(id, new AnnotationEdit { Caption = "A small harbour", Tags = [] })).ShouldBe(EditOutcome.Applied);
        (await FoundAsync("harbour", "\"harbour\"", "small", "\"small harbour\"", "waits", "\"harbourmaster waits\"", "boat")).ShouldBe([1, 1, 1, 1, 0, 0, 0]);
    }

    [Fact]
    public async Task What_is_in_the_trash_is_not_found_and_found_again_when_restored()
    {
        var id = await Catalog.CompleteAsync("a.jpg", "A small harbour");
        await Catalog.FillAsync(Newer);

        (await Catalog.Removals.TrashAsync(id, "ann", Catalog.Clock.GetUtcNow() + TimeSpan.FromDays(1), Token)).ShouldBeTrue();
        (await FoundAsync("harbour", "\"harbour\"")).ShouldBe([0, 0]);
        (await Catalog.Removals.RestoreAsync(id, Token)).ShouldNotBeNull();
        (await FoundAsync("harbour", "\"harbour\"")).ShouldBe([1, 1]);
        await Catalog.Removals.MarkAsync(id, Token);
        await Catalog.Removals.PurgeAsync(id, Token);
        (await FoundAsync("harbour", "\"harbour\"")).ShouldBe([0, 0]);
    }

    [Fact]
    public async Task Many_who_write_the_same_words_at_once_are_all_found()
    {
        string[] words = ["anchor", "boat", "crane", "dock", "eel", "ferry", "gull", "harbour"];
        var ids = new List<ImageId>();
        for (var i = 0; i < 16; i++)
        {
            ids.Add(await Catalog.StoreAsync($"{i}.jpg"));
        }

        for (var round = 0; round < 4; round++)
        {
            await Task.WhenAll(ids.Select((id, i) => Catalog.EditAsync(id, new AnnotationEdit
            {
                Caption = string.Join(' ', (i % 2 == 0 ? words : words.Reverse()).Where(word => (word.Length + i + round) % 3 != 0)),
            })));
        }

        foreach (var word in words)
        {
            (await Catalog.ListAsync(new ImageQuery { Text = word, Sort = ImageSort.Oldest, Limit = 1 })).ShouldBe(ids.Where((_, i) => (word.Length + i + 3) % 3 != 0), word);
        }
    }

    private static IEnumerable<(string Text, Func<int, bool> IsFound)> Searches() =>
    [
        ("sepia", _ => true),
        ("\"sepia\"", _ => true),
        ("sep", _ => true),
        ("\"sep\"", _ => false),
        ("colour", _ => true),
        ("\"colour\"", _ => false),
        ("colour1", number => number / 10 == 1),
        ("colour17", number => number == 17),
        ("\"colour17\"", number => number == 17),
        ("sepia colour1", number => number / 10 == 1),
        ("colour2 even", number => number / 10 == 2 && number % 2 == 0),
        ("\"colour12 even in sepia\"", number => number == 12),
        ("\"in colour12\"", _ => false),
        ("\"even in se", number => number % 2 == 0),
        ("\"odd in sepia\"", number => number % 2 == 1),
        ("sepia nowhere", _ => false),
        ("even odd", _ => false),
        ("sepiaa", _ => false),
    ];

    // Of the older ones, each has a word of its own.
    private async Task<(Dictionary<ImageId, int> Older, int All)> FillAsync()
    {
        var older = new Dictionary<ImageId, int>();
        for (var i = 0; i < Older; i++)
        {
            var caption = string.Create(CultureInfo.InvariantCulture, $"Colour{i:D2} {(i % 2 == 0 ? "even" : "odd")} in sepia");
            older.Add(await Catalog.CompleteAsync($"m {i * 7 % Older}.jpg", caption, i % 3 == 0 ? ["pier"] : []), i);
        }

        // Before them and after them in every order.
        for (var i = 0; i < Newer; i++)
        {
            Catalog.Clock.Advance(TimeSpan.FromSeconds(1));
            var id = await Catalog.StoreAsync(i % 2 == 0 ? $"a {i}.jpg" : $"z {i}.jpg");
            var picture = CatalogFixture.Picture() with { TakenAt = new DateTime(i % 2 == 0 ? 2000 : 2040, 1, 1) };
            await Catalog.Ledger.CompleteAsync(await Catalog.ClaimAsync(id, TaskKind.Thumbnail), picture, Token);
        }

        return (older, Older + Newer);
    }

    private async Task<List<int>> FoundAsync(params string[] texts)
    {
        var counts = new List<int>();
        foreach (var text in texts)
        {
            counts.Add((await Catalog.ListAsync(new ImageQuery { Text = text, Limit = 1 })).Count);
        }

        return counts;
    }
}

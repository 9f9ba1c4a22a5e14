using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Conformance.Catalog;

public abstract class ImageReaderSuite(ICatalogDatabaseFactory factory) : CatalogSuite(factory)
{
    public static TheoryData<string> HostileSearches =>
    [
        "\"", "\"\"", "\"tea", "tea\"pot\"", "tea AND", "AND", "OR NOT NEAR", "NEAR(tea pot, 2)", "tea*", "*", "^tea", "caption:tea",
        "{caption}: tea", "tea + pot", "-tea", "(tea", "tea)", "' OR 1=1 --", "%", "_", "\\", "tea\0pot", "\0", "🙂", "🙂 tea", "\uD800", "tea\uDC00",
        "\u200B", "\uE000", "naïve café", "猫", "हिन्दी", "İ", new string('"', 999), new string('x', 10_000), string.Concat(Enumerable.Repeat("tea ", 2500)),
        string.Concat(Enumerable.Range(0, 900).Select(i => $"w{i} ")),
    ];

    [Fact]
    public async Task An_unknown_image_is_not_found()
    {
        (await Catalog.Reader.FindAsync(ImageId.New(Catalog.Clock), Token)).ShouldBeNull();
        (await Catalog.Reader.DetailsAsync(ImageId.New(Catalog.Clock), Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Pages_are_newest_first_and_meet_without_a_gap()
    {
        var ids = new List<ImageId>();
        for (var i = 0; i < 7; i++)
        {
            ids.Add(await Catalog.StoreAsync($"{i}.jpg"));
        }

        ids.Reverse();
        var first = await Catalog.Reader.ListAsync(new ImageQuery { Limit = 3 }, Token);
        first.Images.Select(image => image.Id).ShouldBe(ids.Take(3));
        (await Catalog.ListAsync(new ImageQuery { Limit = 3 })).ShouldBe(ids);
        (await Catalog.ListAsync(new ImageQuery { Limit = 7 })).ShouldBe(ids);
        (await Catalog.Reader.ListAsync(new ImageQuery { Limit = 7 }, Token)).Next.ShouldBeNull();
    }

    [Fact]
    public async Task Pages_do_not_shift_when_images_come_and_go()
    {
        var ids = new List<ImageId>();
        for (var i = 0; i < 6; i++)
        {
            ids.Insert(0, await Catalog.StoreAsync());
        }

        var first = await Catalog.Reader.ListAsync(new ImageQuery { Limit = 2 }, Token);
        await Catalog.StoreAsync();
        await Catalog.Removals.MarkAsync(ids[0], Token);
        await Catalog.Removals.MarkAsync(ids[1], Token);
        await Catalog.Removals.MarkAsync(ids[3], Token);

        var second = await Catalog.Reader.ListAsync(new ImageQuery { Limit = 2, After = first.Next }, Token);
        second.Images.Select(image => image.Id).ShouldBe([ids[2], ids[4]]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(201)]
    public async Task A_page_of_a_wrong_size_is_refused(int limit) =>
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => Catalog.Reader.ListAsync(new ImageQuery { Limit = limit }, Token));

    [Fact]
    public async Task A_list_says_as_much_of_an_image_as_its_own_page()
    {
        var id = await Catalog.CompleteAsync("tea.jpg", "A teapot.", "tea");
        var page = await Catalog.Reader.ListAsync(new ImageQuery(), Token);
        page.Images.ShouldHaveSingleItem().ShouldBe(await Catalog.FindAsync(id));
        (await Catalog.DetailsAsync(id)).Image.ShouldBe(page.Images[0]);
    }

    [Fact]
    public async Task Words_are_found_in_names_captions_tags_and_labels()
    {
        var id = await Catalog.CompleteAsync("Urlaub_2024.jpg", "A crowded market.", "harbour");
        await Catalog.CompleteAsync("other.jpg", "Something else.", "nothing");

        foreach (var text in (string[])["urlaub", "2024", "crowded", "HARBOUR", "mark", "market crowd", "urlaub harbour market teapot"])
        {
            (await Catalog.SearchAsync(text)).ShouldContain(id, text);
            (await Catalog.SearchAsync(text)).Count.ShouldBe(1, text);
        }

        (await Catalog.SearchAsync("teapot")).Count.ShouldBe(2);
        (await Catalog.SearchAsync("market nowhere")).ShouldBeEmpty();
        (await Catalog.SearchAsync("arket")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Accents_and_case_do_not_matter()
    {
        var id = await Catalog.CompleteAsync("a.jpg", "Ein CAFÉ in Zürich, Ελλάδα");
        (await Catalog.SearchAsync("cafe zurich ελλάδα")).ShouldBe([id]);
        (await Catalog.SearchAsync("Café ZÜRICH")).ShouldBe([id]);
    }

    [Fact]
    public async Task A_phrase_is_found_as_it_stands()
    {
        var id = await Catalog.CompleteAsync("a.jpg", "Blue and grey sky");
        await Catalog.CompleteAsync("b.jpg", "Grey and blue sky");
        (await Catalog.SearchAsync("\"blue and grey\"")).ShouldBe([id]);
        (await Catalog.SearchAsync("\"blue and gr\"")).ShouldBeEmpty();
        (await Catalog.SearchAsync("\"blue and gr")).ShouldBe([id]);
        (await Catalog.SearchAsync("sky \"grey sky\"")).ShouldBe([id]);
        (await Catalog.SearchAsync("blue-and-gr")).ShouldBe([id]);
    }

    [Fact]
    public async Task Long_and_short_beginnings_of_words_are_found()
    {
        var word = "donaudampfschifffahrtsgesellschaft";
        var id = await Catalog.CompleteAsync("a.jpg", word);
        for (var length = 1; length <= word.Length; length++)
        {
            (await Catalog.SearchAsync(word[..length])).ShouldBe([id], word[..length]);
        }

        (await Catalog.SearchAsync(word + "x")).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(HostileSearches))]
    public async Task Whatever_is_typed_is_only_text(string text)
    {
        await Catalog.CompleteAsync("a.jpg", "tea and pots");
        await Should.NotThrowAsync(() => Catalog.Reader.ListAsync(new ImageQuery { Text = text, Tag = text, Status = TaskState.Completed }, Token));
        await Should.NotThrowAsync(() => Catalog.Reader.ListAsync(new ImageQuery { Text = text }, Token));
        await Should.NotThrowAsync(() => Catalog.Reader.ListAsync(new ImageQuery { Tag = text }, Token));
    }

    [Fact]
    public async Task Text_without_a_word_finds_everything()
    {
        var id = await Catalog.StoreAsync();
        foreach (var text in (string?[])[null, "", "  ", "\"", "!?", "\0"])
        {
            (await Catalog.ListAsync(new ImageQuery { Text = text })).ShouldBe([id]);
        }
    }

    [Fact]
    public async Task What_the_index_keeps_besides_words_cannot_be_searched_for()
    {
        await Catalog.CompleteAsync("a.jpg", "A teapot", "tea");
        (await Catalog.SearchAsync("completed")).ShouldBeEmpty();
        (await Catalog.SearchAsync("status")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Tags_are_told_apart_exactly_but_for_case()
    {
        var id = await Catalog.CompleteAsync("a.jpg", "x", "Teapot", "blue sky");
        await Catalog.CompleteAsync("b.jpg", "x", "teapots");
        (await Catalog.ListAsync(new ImageQuery { Tag = "teapot" })).ShouldBe([id]);
        (await Catalog.ListAsync(new ImageQuery { Tag = " BLUE sky " })).ShouldBe([id]);
        (await Catalog.ListAsync(new ImageQuery { Tag = "blue" })).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_combination_of_filters_is_the_intersection()
    {
        string[] words = ["red", "green"];
        string[] tags = ["one", "two"];
        var facts = new List<(ImageId Id, string Word, string Tag, TaskState Status)>();
        foreach (var word in words)
        {
            foreach (var tag in tags)
            {
                foreach (var status in Enum.GetValues<TaskState>())
                {
                    for (var i = 0; i < 2; i++)
                    {
                        facts.Insert(0, (await ImageAsync(word, tag, status), word, tag, status));
                    }
                }
            }
        }

        foreach (var word in (string?[])[null, .. words])
        {
            foreach (var tag in (string?[])[null, .. tags])
            {
                foreach (var status in (TaskState?[])[null, .. Enum.GetValues<TaskState>()])
                {
                    var expected = facts.Where(fact => (word ?? fact.Word) == fact.Word && (tag ?? fact.Tag) == fact.Tag && (status ?? fact.Status) == fact.Status);
                    var found = await Catalog.ListAsync(new ImageQuery { Text = word, Tag = tag, Status = status, Limit = 3 });
                    found.ShouldBe(expected.Select(fact => fact.Id), $"{word} {tag} {status}");
                }
            }
        }
    }

    [Fact]
    public async Task Edits_and_deletions_change_what_is_found()
    {
        var id = await Catalog.CompleteAsync("a.jpg", "A teapot", "tea");
        await Catalog.EditAsync(id, new AnnotationEdit { Caption = "A kettle", Tags = ["water"] });
        (await Catalog.SearchAsync("A tea")).ShouldBe([id], "the object's label is still there");
        (await Catalog.SearchAsync("kettle water")).ShouldBe([id]);
        (await Catalog.ListAsync(new ImageQuery { Tag = "tea" })).ShouldBeEmpty();
        (await Catalog.ListAsync(new ImageQuery { Tag = "water", Text = "kettle" })).ShouldBe([id]);

        await Catalog.Removals.MarkAsync(id, Token);
        (await Catalog.SearchAsync("kettle")).ShouldBeEmpty();
        (await Catalog.ListAsync(new ImageQuery { Tag = "water" })).ShouldBeEmpty();
        (await Catalog.ListAsync(new ImageQuery { Status = TaskState.Completed })).ShouldBeEmpty();
        (await Catalog.ListAsync(new ImageQuery())).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_ping_answers() => await Should.NotThrowAsync(() => Catalog.Reader.PingAsync(Token));

    private async Task<ImageId> ImageAsync(string word, string tag, TaskState status)
    {
        var id = await Catalog.StoreAsync($"{word}.jpg");
        await Catalog.EditAsync(id, new AnnotationEdit { Tags = [tag] });
        switch (status)
        {
            case TaskState.Processing:
                await Catalog.ThumbnailAsync(id);
                break;
            case TaskState.Completed:
                await Catalog.ThumbnailAsync(id);
                await Catalog.CaptionAsync(id, "x");
                break;
            case TaskState.Failed:
                await Catalog.CaptionAsync(id, "x");
                await Catalog.Ledger.FailAsync(await Catalog.ClaimAsync(id, TaskKind.Thumbnail), "No.", Token);
                break;
        }

        return id;
    }
}

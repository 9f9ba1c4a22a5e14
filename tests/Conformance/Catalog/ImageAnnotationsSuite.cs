using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Conformance.Catalog;

public abstract class ImageAnnotationsSuite(ICatalogDatabaseFactory factory) : CatalogSuite(factory)
{
    private static readonly BoundingBox Left = new(0, 0, 0.5, 1);
    private static readonly BoundingBox Right = new(0.5, 0.25, 0.5, 0.5);

    private static readonly string One = new('1', 32);
    private static readonly string Two = new('2', 32);

    private int _versions = 1;

    public static TheoryData<AnnotationEdit> TooMuch =>
    [
        new AnnotationEdit { Caption = "bell \a" },
        new AnnotationEdit { Tags = ["two\nlines"] },
        new AnnotationEdit { Boxes = [new BoxEdit(null, "", Left)] },
        new AnnotationEdit { Boxes = [new BoxEdit(null, " \u200B ", Left)] },
        new AnnotationEdit { Boxes = [new BoxEdit(null, new string('x', AnnotationEdit.MaxLabelLength + 1), Left)] },
        new AnnotationEdit { Boxes = [new BoxEdit(null, new string('x', 10_000), Left)] },
        new AnnotationEdit { Boxes = [new BoxEdit(null, "two\nlines", Left)] },
        new AnnotationEdit { Boxes = [new BoxEdit(null, "two\u2028lines", Left)] },
        new AnnotationEdit { Boxes = [new BoxEdit(null, "nul\0", Left)] },
        new AnnotationEdit { Boxes = [new BoxEdit(null, "cat", default)] },
        new AnnotationEdit { Boxes = [new BoxEdit("x", "cat", Left)] },
        new AnnotationEdit { Boxes = [new BoxEdit(new string('A', 32), "cat", Left)] },
        new AnnotationEdit { Boxes = [new BoxEdit(One, "cat", Left), new BoxEdit(One, "dog", Right)] },
        new AnnotationEdit { Boxes = [new BoxEdit(null, "cat", Left) { Confidence = 1.1 }] },
        new AnnotationEdit { Boxes = [new BoxEdit(null, "cat", Left) { Confidence = double.NaN }] },
        new AnnotationEdit { Boxes = [new BoxEdit(null, "cat", Left) { Origin = (CaptionOrigin)7 }] },
        new AnnotationEdit { Boxes = [.. Enumerable.Range(0, AnnotationEdit.MaxBoxes + 1).Select(_ => new BoxEdit(null, "cat", Left))] },
        new AnnotationEdit { Rejected = ["no id"] },
        new AnnotationEdit { Rejected = [One, One] },
        new AnnotationEdit { Boxes = [new BoxEdit(One, "cat", Left)], Rejected = [One] },
        new AnnotationEdit { Review = (ReviewState)7 },
        new AnnotationEdit { Caption = new string('x', AnnotationEdit.MaxCaptionLength + 1) },
        new AnnotationEdit { Tags = [.. Enumerable.Range(0, AnnotationEdit.MaxTags + 1).Select(i => $"{i}")] },
        new AnnotationEdit { Tags = [new string('x', AnnotationEdit.MaxTagLength + 1)] },
        new AnnotationEdit { Tags = [" "] },
    ];

    [Fact]
    public async Task What_is_null_stays_as_it_is()
    {
        var id = await Catalog.CompleteAsync("a.jpg", "A teapot", "tea");
        (await Catalog.EditAsync(id, new AnnotationEdit { Tags = ["Kettle", "kettle", " pot "] })).ShouldBe(EditOutcome.Applied);

        var details = await Catalog.DetailsAsync(id);
        details.Image.Caption.ShouldBe("A teapot");
        details.Image.CaptionOrigin.ShouldBe(CaptionOrigin.Model);
        details.Tags.ShouldBe(["Kettle", "pot"]);

        (await Catalog.EditAsync(id, new AnnotationEdit { Caption = "" })).ShouldBe(EditOutcome.Applied);
        details = await Catalog.DetailsAsync(id);
        details.Image.Caption.ShouldBe("");
        details.Image.CaptionOrigin.ShouldBe(CaptionOrigin.Person);
        details.Image.CaptionModel.ShouldBeNull();
        details.Tags.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Of_two_edits_of_one_version_the_first_wins()
    {
        var id = await Catalog.StoreAsync();
        var version = (await Catalog.FindAsync(id)).Version;
        (await Catalog.EditAsync(id, new AnnotationEdit { Caption = "one", FromVersion = version })).ShouldBe(EditOutcome.Applied);
        (await Catalog.EditAsync(id, new AnnotationEdit { Caption = "two", FromVersion = version })).ShouldBe(EditOutcome.Conflict);

        var image = await Catalog.FindAsync(id);
        image.Caption.ShouldBe("one");
        image.Version.ShouldBe(version + 1);
        (await Catalog.EditAsync(id, new AnnotationEdit { Caption = "three" })).ShouldBe(EditOutcome.Applied);
    }

    [Fact]
    public async Task What_nobody_sees_cannot_be_edited()
    {
        var unstored = await Catalog.Uploads.BeginAsync(Catalog.NewImage(), Token);
        (await Catalog.EditAsync(unstored.Id, new AnnotationEdit { Caption = "x" })).ShouldBe(EditOutcome.NotFound);
        var deleted = await Catalog.StoreAsync();
        await Catalog.Removals.MarkAsync(deleted, Token);
        (await Catalog.EditAsync(deleted, new AnnotationEdit { Caption = "x" })).ShouldBe(EditOutcome.NotFound);
    }

    [Theory]
    [MemberData(nameof(TooMuch))]
    public async Task What_exceeds_the_limits_is_refused(AnnotationEdit edit)
    {
        var id = await Catalog.StoreAsync();
        await Should.ThrowAsync<ArgumentException>(() => Catalog.EditAsync(id, edit));
        (await Catalog.FindAsync(id)).Version.ShouldBe(1);
    }

    [Fact]
    public async Task A_box_keeps_who_drew_it_and_when_until_somebody_changes_it()
    {
        var id = await Catalog.StoreAsync();
        var began = Catalog.Clock.GetUtcNow();
        (await Catalog.EditAsync(id, new AnnotationEdit { Boxes = [new BoxEdit(One, " Cat ", Left), new BoxEdit(Two, "<b>dog</b>", Right)] }, "ann")).ShouldBe(EditOutcome.Applied);
        (await Catalog.DetailsAsync(id)).Boxes.ShouldBe(
        [
            new AnnotatedBox(One, "Cat", Left, null, CaptionOrigin.Person, "ann", began, began),
            new AnnotatedBox(Two, "<b>dog</b>", Right, null, CaptionOrigin.Person, "ann", began, began),
        ]);

        Catalog.Clock.Advance(TimeSpan.FromMinutes(1));
        var now = Catalog.Clock.GetUtcNow();
        await Catalog.EditAsync(id, new AnnotationEdit { Boxes = [new BoxEdit(One, "Cat", Left), new BoxEdit(Two, "<b>dog</b>", Left)] }, "bob");
        (await Catalog.DetailsAsync(id)).Boxes.ShouldBe(
        [
            new AnnotatedBox(One, "Cat", Left, null, CaptionOrigin.Person, "ann", began, began),
            new AnnotatedBox(Two, "<b>dog</b>", Left, null, CaptionOrigin.Person, "bob", began, now),
        ]);

        await Catalog.EditAsync(id, new AnnotationEdit { Boxes = [new BoxEdit(Two, "wolf", Left), new BoxEdit(One, "Cat", Left)] }, "carl");
        (await Catalog.DetailsAsync(id)).Boxes.Select(box => (box.Label, box.Author)).ShouldBe([("wolf", "carl"), ("Cat", "ann")]);

        await Catalog.EditAsync(id, new AnnotationEdit { Boxes = [] }, "dora");
        (await Catalog.DetailsAsync(id)).Boxes.ShouldBeEmpty();
        (await Catalog.Reader.AnnotationHistoryAsync(id, 10, Token)).ShouldBe(
        [
            new AnnotationHistoryEntry(now, "dora", AnnotationAction.BoxDeleted, "2: wolf, Cat"),
            new AnnotationHistoryEntry(now, "carl", AnnotationAction.BoxLabelled, "<b>dog</b> → wolf"),
            new AnnotationHistoryEntry(now, "bob", AnnotationAction.BoxMoved, "<b>dog</b>"),
            new AnnotationHistoryEntry(began, "ann", AnnotationAction.BoxDrawn, "2: Cat, <b>dog</b>"),
        ]);
    }

    [Fact]
    public async Task Where_nothing_differs_nothing_is_written()
    {
        var id = await Catalog.CompleteAsync("a.jpg", "A teapot", "tea");
        var edit = new AnnotationEdit { Boxes = [new BoxEdit(One, "cat", Left)], Rejected = [], Caption = "A teapot", Tags = ["tea"], Review = ReviewState.InProgress };
        await Catalog.EditAsync(id, edit);
        var before = await Catalog.DetailsAsync(id);
        before.Image.CaptionOrigin.ShouldBe(CaptionOrigin.Model, "who sends a caption back has not written it");

        Catalog.Clock.Advance(TimeSpan.FromMinutes(1));
        var result = await Catalog.Annotations.ApplyAsync(id, edit with { FromVersion = before.Image.Version }, "bob", Token);
        result.Outcome.ShouldBe(EditOutcome.Applied);
        result.Details.ShouldNotBeNull().Image.ShouldBe(before.Image);
        (await Catalog.Reader.AnnotationHistoryAsync(id, 10, Token)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_new_box_without_an_id_gets_one_and_what_an_import_knows_of_it_stays()
    {
        var id = await Catalog.StoreAsync();
        var result = await Catalog.Annotations.ApplyAsync(
            id,
            new AnnotationEdit { Boxes = [new BoxEdit(null, "cat", Left) { Confidence = 0.5, Origin = CaptionOrigin.Model }, new BoxEdit(null, "cat", Left)] },
            "ann",
            Token);
        var boxes = result.Details.ShouldNotBeNull().Boxes;
        boxes.Select(box => (box.Confidence, box.Origin)).ShouldBe([(0.5, CaptionOrigin.Model), (null, CaptionOrigin.Person)]);
        boxes.Select(box => box.Id).Distinct().Count(id => id.Length == 32).ShouldBe(2);
        boxes.ShouldBe((await Catalog.DetailsAsync(id)).Boxes);
    }

    [Fact]
    public async Task An_accepted_suggestion_is_a_box_of_the_model_and_open_again_when_that_is_taken_back()
    {
        var (id, teapot, cup) = await SuggestAsync();
        await Catalog.EditAsync(id, new AnnotationEdit { Boxes = [new BoxEdit(teapot.IdIn(id), "kettle", Left)], Rejected = [] }, "ann");

        var details = await Catalog.DetailsAsync(id);
        var box = details.Boxes.ShouldHaveSingleItem();
        (box.Label, box.Box, box.Confidence, box.Origin, box.Author).ShouldBe(("kettle", Left, 0.75, CaptionOrigin.Model, "ann"));
        details.Objects.ShouldBe([cup]);
        details.Rejected.ShouldBeEmpty();

        await Catalog.EditAsync(id, new AnnotationEdit { Boxes = [], Rejected = [] }, "ann");
        details = await Catalog.DetailsAsync(id);
        details.Boxes.ShouldBeEmpty();
        details.Objects.ShouldBe([cup, teapot], ignoreOrder: true);
        (await Catalog.Reader.AnnotationHistoryAsync(id, 10, Token)).Select(entry => (entry.What, entry.Detail)).ShouldBe(
        [
            (AnnotationAction.SuggestionRestored, "teapot"), (AnnotationAction.BoxDeleted, "kettle"), (AnnotationAction.SuggestionAccepted, "kettle"),
        ]);
    }

    [Fact]
    public async Task A_rejected_suggestion_can_be_opened_again()
    {
        var (id, teapot, cup) = await SuggestAsync();
        await Catalog.EditAsync(id, new AnnotationEdit { Rejected = [teapot.IdIn(id)] });
        var details = await Catalog.DetailsAsync(id);
        (details.Objects.ShouldHaveSingleItem(), details.Rejected.ShouldHaveSingleItem()).ShouldBe((cup, teapot));

        await Catalog.EditAsync(id, new AnnotationEdit { Rejected = [cup.IdIn(id)] });
        details = await Catalog.DetailsAsync(id);
        (details.Objects.ShouldHaveSingleItem(), details.Rejected.ShouldHaveSingleItem()).ShouldBe((teapot, cup));
    }

    [Fact]
    public async Task Who_says_nothing_of_suggestions_turns_down_what_they_drop_and_leaves_the_others()
    {
        var (id, teapot, cup) = await SuggestAsync();
        await Catalog.EditAsync(id, new AnnotationEdit { Boxes = [new BoxEdit(teapot.IdIn(id), "teapot", teapot.Box)] });
        await Catalog.EditAsync(id, new AnnotationEdit { Boxes = [] });
        var details = await Catalog.DetailsAsync(id);
        (details.Objects.ShouldHaveSingleItem(), details.Rejected.ShouldHaveSingleItem()).ShouldBe((cup, teapot));
    }

    [Fact]
    public async Task A_suggestion_that_is_there_no_more_cannot_be_turned_down()
    {
        var (id, teapot, _) = await SuggestAsync();
        await AgainAsync(id, new DetectedObject("spoon", null, Right));
        var result = await Catalog.Annotations.ApplyAsync(id, new AnnotationEdit { Boxes = [new BoxEdit(One, "x", Left)], Rejected = [teapot.IdIn(id)] }, "ann", Token);
        result.Outcome.ShouldBe(EditOutcome.Conflict);
        result.Details.ShouldNotBeNull().Objects.ShouldHaveSingleItem().Label.ShouldBe("spoon");
        (await Catalog.DetailsAsync(id)).Boxes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_later_result_suggests_only_what_was_not_decided()
    {
        var (id, teapot, cup) = await SuggestAsync();
        await Catalog.EditAsync(id, new AnnotationEdit
        {
            Boxes = [new BoxEdit(teapot.IdIn(id), "Kettle", Right), new BoxEdit(One, "Spoon", Left)],
            Rejected = [cup.IdIn(id)],
            Caption = "Mine",
        });
        var boxes = (await Catalog.DetailsAsync(id)).Boxes;

        await AgainAsync(
            id,
            teapot,
            new DetectedObject("TEAPOT", 0.2, new BoundingBox(0.1, 0.2, 0.3, 0.39)),
            cup with { Confidence = 0.99 },
            new DetectedObject("kettle", 0.9, Right),
            new DetectedObject("spoon", 0.9, new BoundingBox(0, 0, 0.49, 1)),
            new DetectedObject("spoon", 0.9, new BoundingBox(0, 0, 0.4, 1)),
            new DetectedObject("fork", 0.9, Left),
            new DetectedObject("fork", 0.9, Left),
            new DetectedObject(" ", 0.9, Left));

        var details = await Catalog.DetailsAsync(id);
        details.Objects.Select(found => (found.Label, found.Box.Width)).ShouldBe([("spoon", 0.4), ("fork", 0.5)]);
        details.Boxes.ShouldBe(boxes);
        details.Rejected.ShouldHaveSingleItem().ShouldBe(cup);
        details.Image.Caption.ShouldBe("Mine");
    }

    [Fact]
    public async Task Approval_says_who_and_when_and_ends_with_the_next_change()
    {
        var id = await Catalog.StoreAsync();
        var image = await Catalog.FindAsync(id);
        (image.Review, image.ReviewedBy, image.ReviewedAt).ShouldBe((ReviewState.Unreviewed, null, null));

        var boxes = new AnnotationEdit { Boxes = [new BoxEdit(One, "cat", Left)] };
        (await ReviewAsync(boxes, "ann")).ShouldBe((ReviewState.Unreviewed, null, false));
        (await ReviewAsync(new AnnotationEdit { Review = ReviewState.InProgress }, "ann")).ShouldBe((ReviewState.InProgress, "ann", false));
        (await ReviewAsync(new AnnotationEdit { Review = ReviewState.Approved }, "bob")).ShouldBe((ReviewState.Approved, "bob", true));
        (await ReviewAsync(new AnnotationEdit { Review = ReviewState.Approved }, "carl")).ShouldBe((ReviewState.Approved, "bob", false));
        (await ReviewAsync(boxes, "carl")).ShouldBe((ReviewState.Approved, "bob", false));
        (await ReviewAsync(new AnnotationEdit { Tags = ["x"] }, "carl")).ShouldBe((ReviewState.InProgress, "carl", false));
        (await ReviewAsync(new AnnotationEdit { Review = ReviewState.Approved }, "dora")).ShouldBe((ReviewState.Approved, "dora", true));
        (await ReviewAsync(new AnnotationEdit { Boxes = [], Review = ReviewState.Approved }, "emil")).ShouldBe((ReviewState.Approved, "emil", true));
        (await Catalog.FindAsync(id)).ReviewedAt.ShouldBe(Catalog.Clock.GetUtcNow());

        async Task<(ReviewState State, string? By, bool IsApproval)> ReviewAsync(AnnotationEdit edit, string author)
        {
            Catalog.Clock.Advance(TimeSpan.FromSeconds(1));
            var result = await Catalog.Annotations.ApplyAsync(id, edit, author, Token);
            result.Details.ShouldNotBeNull().Image.ShouldBe(await Catalog.FindAsync(id));
            return (result.Details.Image.Review, result.Details.Image.ReviewedBy, result.IsApproval);
        }
    }

    [Fact]
    public async Task Labels_of_boxes_and_of_suggestions_are_searched()
    {
        var (id, teapot, cup) = await SuggestAsync();
        (await Catalog.SearchAsync("cup")).ShouldBe([id]);
        await Catalog.EditAsync(id, new AnnotationEdit { Boxes = [new BoxEdit(teapot.IdIn(id), "Samovar", Left)], Rejected = [cup.IdIn(id)] });
        (await Catalog.SearchAsync("samovar")).ShouldBe([id]);
        (await Catalog.SearchAsync("cup")).ShouldBeEmpty();
        (await Catalog.SearchAsync("teapot")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Labels_in_use_are_offered_by_their_beginning_and_the_most_used_first()
    {
        foreach (var label in (string[])["Tea", "tea ", "Teapot", "teapot", "TEAPOT", "Kettle", "Élan"])
        {
            await Catalog.EditAsync(await Catalog.StoreAsync(), new AnnotationEdit { Boxes = [new BoxEdit(null, label, Left), new BoxEdit(null, label, Right)] });
        }

        await SuggestAsync();
        (await LabelsAsync("TE")).ShouldBe([("Teapot", 4), ("Tea", 2)]);
        (await LabelsAsync("é")).ShouldBe([("Élan", 1)]);
        (await LabelsAsync("%")).ShouldBeEmpty();
        (await LabelsAsync("")).Take(2).ShouldBe([("Teapot", 4), ("Tea", 2)]);
        (await Catalog.Reader.LabelsAsync(null, 1, Token)).ShouldHaveSingleItem();

        async Task<IEnumerable<(string Label, long Images)>> LabelsAsync(string beginning) =>
            (await Catalog.Reader.LabelsAsync(beginning, 20, Token)).Select(use => (use.Label, use.Images));
    }

    [Fact]
    public async Task Of_many_who_edit_one_version_at_once_one_does()
    {
        var id = await Catalog.StoreAsync();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(
            () => Catalog.EditAsync(id, new AnnotationEdit { FromVersion = 1, Boxes = [new BoxEdit(null, $"label {i}", Left)] }),
            Token)));
        outcomes.Count(outcome => outcome == EditOutcome.Applied).ShouldBe(1);
        outcomes.Count(outcome => outcome == EditOutcome.Conflict).ShouldBe(19);
        (await Catalog.DetailsAsync(id)).Boxes.Count.ShouldBe(1);
    }

    [Fact]
    public async Task As_many_boxes_as_there_may_be_are_kept_in_their_order()
    {
        var id = await Catalog.StoreAsync();
        var boxes = Enumerable.Range(0, AnnotationEdit.MaxBoxes).Select(i => new BoxEdit(null, $"label {i}", new BoundingBox(i / 1000.0, 1 / 3.0, 0.1, Math.PI / 10))).ToList();
        await Catalog.EditAsync(id, new AnnotationEdit { Boxes = boxes });
        (await Catalog.DetailsAsync(id)).Boxes.Select(box => (box.Label, box.Box)).ShouldBe(boxes.Select(box => (box.Label, box.Box)));
        (await Catalog.Reader.AnnotationHistoryAsync(id, 10, Token)).ShouldHaveSingleItem().Detail.Length.ShouldBeLessThan(600);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public async Task Every_edit_has_an_author(string author) =>
        await Should.ThrowAsync<ArgumentException>(() => Catalog.Annotations.ApplyAsync(ImageId.New(Catalog.Clock), new AnnotationEdit(), author, Token));

    /// <summary>An image of which the model said a teapot and a cup.</summary>
    private async Task<(ImageId Id, DetectedObject Teapot, DetectedObject Cup)> SuggestAsync()
    {
        var id = await Catalog.CompleteAsync("a.jpg", "A table", "tea");
        var cup = new DetectedObject("cup", null, new BoundingBox(0.7, 0.7, 0.2, 0.2));
        var teapot = CatalogFixture.Caption("").Objects[0];
        await AgainAsync(id, teapot, cup);
        (await Catalog.DetailsAsync(id)).Objects.ShouldBe([teapot, cup]);
        return (id, teapot, cup);
    }

    private async Task AgainAsync(ImageId id, params DetectedObject[] objects)
    {
        var claim = await Catalog.ClaimAsync(id, TaskKind.Caption, $"v{++_versions}");
        (await Catalog.Ledger.CompleteAsync(claim, new CaptionResult("Again", ["tea"], objects, CaptionOrigin.Model, "gemini"), Token)).ShouldBeTrue();
    }
}

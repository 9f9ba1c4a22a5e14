using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Conformance.Catalog;

public abstract class ImageEditsSuite(ICatalogDatabaseFactory factory) : CatalogSuite(factory)
{
    public static TheoryData<ImageEdit> TooMuch =>
    [
        new ImageEdit { Caption = new string('x', ImageEdit.MaxCaptionLength + 1) },
        new ImageEdit { Tags = [.. Enumerable.Range(0, ImageEdit.MaxTags + 1).Select(i => $"{i}")] },
        new ImageEdit { Tags = [new string('x', ImageEdit.MaxTagLength + 1)] },
        new ImageEdit { Tags = [" "] },
    ];

    [Fact]
    public async Task What_is_null_stays_as_it_is()
    {
        var id = await Catalog.CompleteAsync("a.jpg", "A teapot", "tea");
        (await Catalog.Edits.ApplyAsync(id, new ImageEdit { Tags = ["Kettle", "kettle", " pot "] }, Token)).ShouldBe(EditOutcome.Applied);

        var details = await Catalog.DetailsAsync(id);
        details.Image.Caption.ShouldBe("A teapot");
        details.Image.CaptionOrigin.ShouldBe(CaptionOrigin.Model);
        details.Tags.ShouldBe(["Kettle", "pot"]);

        (await Catalog.Edits.ApplyAsync(id, new ImageEdit { Caption = "" }, Token)).ShouldBe(EditOutcome.Applied);
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
        (await Catalog.Edits.ApplyAsync(id, new ImageEdit { Caption = "one", FromVersion = version }, Token)).ShouldBe(EditOutcome.Applied);
        (await Catalog.Edits.ApplyAsync(id, new ImageEdit { Caption = "two", FromVersion = version }, Token)).ShouldBe(EditOutcome.Conflict);

        var image = await Catalog.FindAsync(id);
        image.Caption.ShouldBe("one");
        image.Version.ShouldBe(version + 1);
        (await Catalog.Edits.ApplyAsync(id, new ImageEdit { Caption = "three" }, Token)).ShouldBe(EditOutcome.Applied);
    }

    [Fact]
    public async Task What_nobody_sees_cannot_be_edited()
    {
        var unstored = await Catalog.Uploads.BeginAsync(Catalog.NewImage(), Token);
        (await Catalog.Edits.ApplyAsync(unstored.Id, new ImageEdit { Caption = "x" }, Token)).ShouldBe(EditOutcome.NotFound);
        var deleted = await Catalog.StoreAsync();
        await Catalog.Removals.MarkAsync(deleted, Token);
        (await Catalog.Edits.ApplyAsync(deleted, new ImageEdit { Caption = "x" }, Token)).ShouldBe(EditOutcome.NotFound);
    }

    [Theory]
    [MemberData(nameof(TooMuch))]
    public async Task What_exceeds_the_limits_is_refused(ImageEdit edit)
    {
        var id = await Catalog.StoreAsync();
        await Should.ThrowAsync<ArgumentException>(() => Catalog.Edits.ApplyAsync(id, edit, Token));
        (await Catalog.FindAsync(id)).Version.ShouldBe(1);
    }
}

using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Vignette.Tests;
using static Microsoft.Playwright.Assertions;

namespace Vignette.Browser.Tests;

/// <summary>The page of one picture.</summary>
public sealed class PictureTests(ChromiumFixture chromium) : GalleryTestBase(chromium)
{
    [Fact]
    public async Task Caption_and_tags_are_edited_in_place()
    {
        var id = await Platform.FinishAsync("good/rocket.jpg", CancellationToken);
        var page = await OpenAsync(id);

        await page.GetByText("Edit caption and tags").ClickAsync();
        await page.GetByLabel("Caption").FillAsync("Lift-off is near.");
        await page.GetByLabel("Tags with commas between").FillAsync("Falcon 9, , night ");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Lift-off is near.");
        await Expect(page.Locator(".author")).ToHaveTextAsync("Written by a person.");
        await Expect(page.Locator(".tags .tag")).ToHaveTextAsync(["falcon 9", "night"], new() { IgnoreCase = true });
        await Expect(page.GetByLabel("Caption")).ToBeHiddenAsync();
        (await Platform.DetailsAsync(id, CancellationToken))!.Image.Caption.ShouldBe("Lift-off is near.");
    }

    [Fact]
    public async Task What_somebody_else_wrote_meanwhile_is_replaced_only_after_a_word_of_it()
    {
        Tolerate("409 (Conflict)");
        var id = await Platform.FinishAsync("good/rocket.jpg", CancellationToken);
        var page = await OpenAsync(id);
        await page.GetByText("Edit caption and tags").ClickAsync();
        await page.GetByLabel("Caption").FillAsync("Mine.");

        await Platform.EditElsewhereAsync(id, "Theirs.", CancellationToken);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Somebody else changed this image while you were writing.");
        await Expect(page.GetByLabel("Caption")).ToHaveValueAsync("Mine.");
        (await Platform.DetailsAsync(id, CancellationToken))!.Image.Caption.ShouldBe("Theirs.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Mine.");
        (await Platform.DetailsAsync(id, CancellationToken))!.Image.Caption.ShouldBe("Mine.");
    }

    [Fact]
    public async Task Objects_are_drawn_where_they_are_and_light_up()
    {
        var page = await OpenAsync(await Platform.FinishAsync("good/chelsea.png", CancellationToken, annotation: ShownPictures.Cat));
        var preview = await page.Locator(".preview").BoundingBoxAsync() ?? throw new InvalidOperationException("There is no preview.");

        await Expect(page.Locator(".objects li")).ToHaveTextAsync([new Regex(@"cat\s*98 %"), new Regex(@"eye\s*91 %"), new Regex(@"eye\s*90 %")]);
        var box = await page.Locator(".layer .box").Nth(1).BoundingBoxAsync() ?? throw new InvalidOperationException("There is no box.");

        // The box is [260, 330, 420, 480] in thousandths: top, left, bottom, right.
        (box.X + (box.Width / 2)).ShouldBe(preview.X + (preview.Width * 0.405f), tolerance: 2);
        (box.Y + (box.Height / 2)).ShouldBe(preview.Y + (preview.Height * 0.34f), tolerance: 2);
        box.Width.ShouldBe(preview.Width * 0.15f, tolerance: 8);
        await Expect(page.Locator(".layer .chip")).ToHaveTextAsync(["cat", "eye", "eye"]);
        await page.Locator(".objects li").Nth(1).HoverAsync();
        await Expect(page.Locator(".layer .box").Nth(1)).ToHaveAttributeAsync("data-lit", "");
        await Expect(page.Locator(".layer .box[data-lit]")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_download_is_the_original_under_its_own_name()
    {
        const string name = "Zoë's \"猫\" & <b>cat<b>.png";
        var page = await OpenAsync(await Platform.FinishAsync("good/chelsea.png", CancellationToken, name));

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Download" }).ClickAsync());

        // The browser replaces what no file system takes.
        download.SuggestedFilename.ShouldBe("Zoë's _猫_ & _b_cat_b_.png");
        (await File.ReadAllBytesAsync(await download.PathAsync(), CancellationToken)).ShouldBe(
            await File.ReadAllBytesAsync(Photos.Path("good/chelsea.png"), CancellationToken));
    }

    [Fact]
    public async Task A_picture_is_deleted_and_the_deletion_undone()
    {
        var id = await Platform.FinishAsync("good/rocket.jpg", CancellationToken);
        var page = await OpenAsync(id);

        await page.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "No pictures yet" })).ToBeVisibleAsync();
        (await Platform.DetailsAsync(id, CancellationToken)).ShouldBeNull();

        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(Tile(page, id)).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Undo" })).ToHaveCountAsync(0);
        (await Platform.DetailsAsync(id, CancellationToken)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_picture_is_deleted_for_good_after_a_question()
    {
        var id = await Platform.FinishAsync("good/rocket.jpg", CancellationToken);
        await Platform.DeleteElsewhereAsync(id, CancellationToken);
        var page = await OpenAsync("/trash");
        var question = page.GetByRole(AriaRole.Dialog, new() { Name = "Delete this picture for good?" });
        await Expect(page.Locator(".tile img")).ToHaveJSPropertyAsync("naturalWidth", 320);

        await page.GetByRole(AriaRole.Button, new() { Name = "Delete now rocket.jpg" }).ClickAsync();
        await Expect(question).ToBeVisibleAsync();
        await question.GetByRole(AriaRole.Button, new() { Name = "Keep it" }).ClickAsync();
        await Expect(question).ToBeHiddenAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Delete now rocket.jpg" }).ClickAsync();
        await question.GetByRole(AriaRole.Button, new() { Name = "Delete for good" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "The trash is empty" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Names_and_captions_with_markup_are_text()
    {
        const string name = "猫 & <b>chelsea<b><img src=x onerror=alert(1)>.png";
        const string caption = "<script>alert(1)</script> \"quoted\" & 'single' 🐈 <i>cat</i>";
        var annotation = TestPlatform.Annotation(caption, "<b>bold</b>", "a&b", "naïve 東京");
        var id = await Platform.FinishAsync("good/chelsea.png", CancellationToken, name, annotation);

        var page = await OpenAsync("/gallery");
        await Expect(Tile(page, id).Locator(".caption")).ToHaveTextAsync(caption);
        await Expect(Tile(page, id).Locator("img")).ToHaveAttributeAsync("alt", caption);
        await Tile(page, id).Locator(".frame").ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(caption);
        await Expect(page.Locator(".facts")).ToContainTextAsync(name);
        foreach (var tag in (await Platform.DetailsAsync(id, CancellationToken))!.Tags)
        {
            await page.GetByRole(AriaRole.Link, new() { Name = tag, Exact = true }).ClickAsync();
            await Expect(Tiles(page)).ToHaveCountAsync(1);
            await page.GoBackAsync();
        }
    }

    [Fact]
    public async Task A_name_with_markup_is_text_while_it_is_uploaded()
    {
        const string name = "<img src=x onerror=alert(1)> 猫.jpg";
        var page = await OpenAsync("/");

        await page.Locator("#files").SetInputFilesAsync(new FilePayload
        {
            Name = name,
            MimeType = "image/jpeg",
            Buffer = await File.ReadAllBytesAsync(Photos.Path("good/rocket.jpg"), CancellationToken),
        });

        await Expect(page.Locator(".job[data-state=ready] .job-name")).ToHaveTextAsync(name);
        await Expect(page.Locator(".job-name img")).ToHaveCountAsync(0);
    }
}

using Microsoft.Playwright;
using Vignette.Tests;
using static Microsoft.Playwright.Assertions;

namespace Vignette.Browser.Tests;

/// <summary>Everything essential works where no script runs.</summary>
public sealed class NoScriptTests(ChromiumFixture chromium) : GalleryTestBase(chromium)
{
    [Fact]
    public async Task Pictures_are_uploaded_by_a_plain_form()
    {
        var page = await OpenAsync("/", NoScript);
        await Expect(page.GetByText("Drop pictures anywhere")).ToBeHiddenAsync();

        await page.GetByLabel("Choose files").SetInputFilesAsync([Photos.Path("good/rocket.jpg"), Photos.Path("bad/random.png"), Photos.Path("bad/empty.jpg")]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Upload" }).ClickAsync();

        await Expect(page.Locator(".notice")).ToContainTextAsync("1 picture added.");
        await Expect(page.Locator(".notice")).ToContainTextAsync("2 files were not taken");
        await Expect(Tiles(page)).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Files_that_are_all_refused_are_named_with_the_reason()
    {
        Tolerate("415 (Unsupported Media Type)");
        var page = await OpenAsync("/", NoScript);

        await page.GetByLabel("Choose files").SetInputFilesAsync(Photos.Path("bad/shell.jpg"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Upload" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Not a picture we know");
        await Expect(page.Locator(".notes li")).ToContainTextAsync("shell.jpg: ");
        await page.GetByRole(AriaRole.Link, new() { Name = "To the gallery" }).ClickAsync();
        await Expect(Tiles(page)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Pictures_are_found()
    {
        await Platform.FinishAsync("good/rocket.jpg", CancellationToken);
        await Platform.FinishAsync("good/coffee.webp", CancellationToken, annotation: TestPlatform.Annotation("A cup on a table.", "drink"));
        var page = await OpenAsync("/gallery", NoScript);

        await page.GetByRole(AriaRole.Searchbox).FillAsync("table cup");
        await page.GetByRole(AriaRole.Searchbox).PressAsync("Enter");

        await Expect(Tiles(page)).ToHaveCountAsync(1);
        await Expect(Tiles(page)).ToContainTextAsync("A cup on a table.");
    }

    [Fact]
    public async Task A_failed_picture_is_tried_again()
    {
        Platform.Model.Next(ChatAnswers.OpenAIError(400, "The model is being moved."));
        var id = await Platform.FinishAsync("good/rocket.jpg", CancellationToken);
        var page = await OpenAsync("/gallery", NoScript);

        await page.GetByRole(AriaRole.Button, new() { Name = "Retry rocket.jpg" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Uri(Platform.Address, $"/images/{id}").AbsoluteUri);
        await Platform.SettleAsync(id, CancellationToken);
        await page.ReloadAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("A red rocket stands on a launch pad.");
        await Expect(page.Locator("#boxes rect")).ToHaveCountAsync(1);
        var preview = (await page.Locator(".preview").BoundingBoxAsync()).ShouldNotBeNull();
        var canvas = (await page.Locator(".canvas").BoundingBoxAsync()).ShouldNotBeNull();
        preview.Height.ShouldBeGreaterThan(200);
        canvas.Height.ShouldBe(preview.Height, tolerance: 1);
    }

    [Fact]
    public async Task Caption_and_tags_are_edited()
    {
        Tolerate("409 (Conflict)");
        var id = await Platform.FinishAsync("good/rocket.jpg", CancellationToken);
        var page = await OpenAsync(id, NoScript);
        await page.GetByText("Edit caption and tags").ClickAsync();
        await page.GetByLabel("Caption").FillAsync("Mine.");
        await page.GetByLabel("Tags with commas between").FillAsync("one, two");
        await Platform.EditElsewhereAsync(id, "Theirs.", CancellationToken);

        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Somebody else changed this image");
        await Expect(page.GetByLabel("Caption")).ToHaveValueAsync("Mine.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Mine.");
        await Expect(page.Locator(".tags .tag")).ToHaveTextAsync(["one", "two"]);
    }

    [Fact]
    public async Task A_picture_is_deleted_after_a_question()
    {
        var id = await Platform.FinishAsync("good/rocket.jpg", CancellationToken);
        var page = await OpenAsync(id, NoScript);

        await page.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Uri(Platform.Address, $"/gallery?trashed={id}").AbsoluteUri);
        (await Platform.DetailsAsync(id, CancellationToken)).ShouldBeNull();

        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Uri(Platform.Address, $"/images/{id}").AbsoluteUri);
        (await Platform.DetailsAsync(id, CancellationToken)).ShouldNotBeNull();
    }
}

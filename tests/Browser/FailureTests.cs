using Microsoft.Playwright;
using Vignette.Tests;
using static Microsoft.Playwright.Assertions;

namespace Vignette.Browser.Tests;

public sealed class FailureTests(ChromiumFixture chromium) : GalleryTestBase(chromium)
{
    [Fact]
    public async Task A_damaged_picture_says_what_failed_and_why()
    {
        var id = await Platform.FinishAsync("bad/truncated.jpg", CancellationToken);
        var reason = (await Platform.DetailsAsync(id, CancellationToken))!.Image.ThumbnailTask.Reason.ShouldNotBeNull();

        var page = await OpenAsync("/gallery");

        await Expect(Tile(page, id).Locator(".failure p")).ToHaveTextAsync([$"Thumbnail and caption failed. {reason}"]);
        await Tile(page, id).Locator(".frame").ClickAsync();
        await Expect(page.Locator(".failure p")).ToHaveTextAsync([$"Thumbnail and caption failed. {reason}"]);
        await Expect(page.Locator(".canvas")).ToContainTextAsync("There is no preview of this file.");
        await page.GetByText("History", new() { Exact = true }).ClickAsync();
        await Expect(page.Locator(".history .detail").First).ToHaveTextAsync(reason);
    }

    [Fact]
    public async Task Retry_on_a_tile_makes_good_what_failed()
    {
        Platform.Model.Next(ChatAnswers.OpenAIError(400, "The model is being moved."));
        var id = await Platform.FinishAsync("good/rocket.jpg", CancellationToken);
        var page = await OpenAsync("/gallery");
        await Expect(Tile(page, id).Locator(".failure")).ToContainTextAsync("Caption failed. ");
        await Expect(Tile(page, id).Locator(".failure")).ToContainTextAsync("The model is being moved.");

        await Tile(page, id).GetByRole(AriaRole.Button, new() { Name = "Retry rocket.jpg" }).ClickAsync();

        await Expect(Tile(page, id)).ToHaveAttributeAsync("data-status", "completed");
        await Expect(Tile(page, id).Locator(".failure")).ToHaveCountAsync(0);
        await Expect(Tile(page, id).Locator(".caption")).ToHaveTextAsync("A red rocket stands on a launch pad.");
    }

    [Fact]
    public async Task Retry_on_the_page_makes_good_what_failed()
    {
        Platform.Model.Next(ChatAnswers.OpenAIError(400, "The model is being moved."));
        var page = await OpenAsync(await Platform.FinishAsync("good/rocket.jpg", CancellationToken));
        await Expect(page.Locator(".failure")).ToContainTextAsync("The model is being moved.");

        await page.GetByRole(AriaRole.Button, new() { Name = "Retry" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("A red rocket stands on a launch pad.");
        await Expect(page.Locator(".failure")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_cannot_be_mended_fails_again_with_its_reason()
    {
        var id = await Platform.FinishAsync("bad/truncated.jpg", CancellationToken);
        var page = await OpenAsync(id);

        await page.RunAndWaitForResponseAsync(
            () => page.GetByRole(AriaRole.Button, new() { Name = "Retry" }).ClickAsync(),
            response => response.Url.EndsWith("/retry", StringComparison.Ordinal) && response.Status == 202);
        await Platform.SettleAsync(id, CancellationToken);

        await Expect(page.Locator("#image")).ToHaveAttributeAsync("data-status", "failed");
        await Expect(page.Locator(".failure")).ToContainTextAsync("Thumbnail and caption failed.");
        (await Platform.DetailsAsync(id, CancellationToken))!.History.Count(step => step.State == Vignette.Schema.TaskState.Failed).ShouldBe(4);
    }
}

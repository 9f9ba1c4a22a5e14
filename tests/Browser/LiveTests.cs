using Microsoft.Playwright;
using Vignette.Tests;
using static Microsoft.Playwright.Assertions;

namespace Vignette.Browser.Tests;

/// <summary>What happens to pictures shows on pages that are open.</summary>
public sealed class LiveTests(ChromiumFixture chromium) : GalleryTestBase(chromium)
{
    [Fact]
    public async Task A_tile_turns_from_waiting_to_done_without_a_reload()
    {
        var caption = new TaskCompletionSource();
        Platform.Model.Next(ChatAnswers.When(caption.Task));
        var page = await OpenAsync("/gallery");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "No pictures yet" })).ToBeVisibleAsync();
        await MarkAsync(page);

        var id = await Platform.AddAsync("good/rocket.jpg", CancellationToken);

        var tile = Tile(page, id);
        await Expect(tile.Locator(".state")).ToHaveTextAsync("Writing the caption…");
        await Expect(tile.Locator(".caption")).ToHaveTextAsync("rocket.jpg");
        await Expect(page.Locator("#empty")).ToBeHiddenAsync();
        caption.SetResult();
        await Expect(tile).ToHaveAttributeAsync("data-status", "completed");
        await Expect(tile.Locator(".caption")).ToHaveTextAsync("A red rocket stands on a launch pad.");
        await Expect(tile.GetByRole(AriaRole.Img, new() { Name = "A red rocket stands on a launch pad." })).ToBeVisibleAsync();
        await Expect(tile.Locator(".state")).ToHaveCountAsync(0);
        await ShouldNotHaveReloadedAsync(page);
    }

    [Fact]
    public async Task A_tile_turns_from_waiting_to_done_where_events_do_not_get_through()
    {
        Tolerate("503 (Service Unavailable)");
        var caption = new TaskCompletionSource();
        Platform.Model.Next(ChatAnswers.When(caption.Task));
        var page = await NewPageAsync();
        await page.RouteAsync("**/api/events*", route => route.FulfillAsync(new() { Status = 503 }));
        await page.GotoAsync(new Uri(Platform.Address, "/gallery").AbsoluteUri);
        await MarkAsync(page);

        var id = await Platform.AddAsync("good/rocket.jpg", CancellationToken);

        await Expect(Tile(page, id)).ToHaveAttributeAsync("data-status", "processing");
        caption.SetResult();
        await Expect(Tile(page, id)).ToHaveAttributeAsync("data-status", "completed");
        await ShouldNotHaveReloadedAsync(page);
    }

    [Fact]
    public async Task A_picture_page_fills_in_what_is_found()
    {
        var caption = new TaskCompletionSource();
        Platform.Model.Next(ChatAnswers.When(caption.Task));
        var id = await Platform.AddAsync("good/rocket.jpg", CancellationToken);
        var page = await OpenAsync(id);
        await MarkAsync(page);

        await Expect(page.Locator(".state")).ToHaveTextAsync("Writing the caption…");
        caption.SetResult();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("A red rocket stands on a launch pad.");
        await Expect(page.Locator("#boxes rect")).ToHaveCountAsync(1);
        await Expect(page).ToHaveTitleAsync("A red rocket stands on a launch pad. · Vignette");
        await ShouldNotHaveReloadedAsync(page);
    }

    [Fact]
    public async Task A_picture_that_somebody_deletes_leaves_the_gallery_and_its_page()
    {
        var id = await Platform.FinishAsync("good/rocket.jpg", CancellationToken);
        var gallery = await OpenAsync("/gallery");
        var picture = await OpenAsync(id);
        await Expect(Tiles(gallery)).ToHaveCountAsync(1);

        await Platform.DeleteElsewhereAsync(id, CancellationToken);

        await Expect(Tiles(gallery)).ToHaveCountAsync(0);
        await Expect(picture).ToHaveURLAsync(new Uri(Platform.Address, $"/gallery?trashed={id}").AbsoluteUri);
    }

    [Fact]
    public async Task The_trash_shows_what_goes_and_what_comes_back()
    {
        var id = await Platform.FinishAsync("good/rocket.jpg", CancellationToken);
        var trash = await OpenAsync("/trash");
        var gallery = await OpenAsync("/gallery");
        await Expect(trash.GetByRole(AriaRole.Heading, new() { Name = "The trash is empty" })).ToBeVisibleAsync();
        await MarkAsync(trash);

        await Platform.DeleteElsewhereAsync(id, CancellationToken);
        await Expect(trash.Locator($".tile[data-id='{id}']")).ToBeVisibleAsync();

        await trash.GetByRole(AriaRole.Button, new() { Name = "Restore rocket.jpg" }).ClickAsync();
        await Expect(trash.GetByRole(AriaRole.Heading, new() { Name = "The trash is empty" })).ToBeVisibleAsync();
        await Expect(Tile(gallery, id)).ToBeVisibleAsync();
        await ShouldNotHaveReloadedAsync(trash);
    }

    [Fact]
    public async Task Looking_again_does_not_take_the_focus_from_a_button()
    {
        Tolerate("503 (Service Unavailable)");
        await Platform.FinishAsync("bad/truncated.jpg", CancellationToken);
        var page = await NewPageAsync();
        await page.RouteAsync("**/api/events*", route => route.FulfillAsync(new() { Status = 503 }));
        await page.GotoAsync(new Uri(Platform.Address, "/gallery").AbsoluteUri);
        var retry = page.GetByRole(AriaRole.Button, new() { Name = "Retry truncated.jpg" });
        await retry.FocusAsync();

        // Once the second answer is there, the first has been put on the page.
        await page.WaitForResponseAsync("**/gallery");
        await page.WaitForResponseAsync("**/gallery");

        await Expect(retry).ToBeFocusedAsync();
    }

    private static async Task MarkAsync(IPage page) => await page.EvaluateAsync("() => { window.isStillHere = true; }");

    private static async Task ShouldNotHaveReloadedAsync(IPage page) =>
        (await page.EvaluateAsync<bool>("() => window.isStillHere === true")).ShouldBeTrue();
}

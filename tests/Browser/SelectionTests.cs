using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Vignette.Schema;
using Vignette.Schema.Catalog;
using static Microsoft.Playwright.Assertions;

namespace Vignette.Browser.Tests;

/// <summary>Many pictures selected, and one thing done with all of them.</summary>
public sealed class SelectionTests(ChromiumFixture chromium) : GalleryTestBase(chromium)
{
    private const int Pictures = 35;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        for (var number = 0; number < Pictures; number++)
        {
            await Platform.AddAsync("good/one-pixel.png", CancellationToken, $"{number}.png");
        }
    }

    [Fact]
    public async Task A_range_is_selected_with_shift_and_tagged()
    {
        var page = await OpenAsync("/gallery");
        await Picks(page).Nth(1).CheckAsync();
        await Expect(Count(page)).ToHaveTextAsync("1 selected");
        await Picks(page).Nth(4).ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] });
        await Expect(Count(page)).ToHaveTextAsync("4 selected");

        // While pictures are being selected, a click on one selects it.
        await Tiles(page).Nth(6).Locator(".frame").ClickAsync();
        await Expect(Count(page)).ToHaveTextAsync("5 selected");
        await page.GetByLabel("Tags, with commas between").FillAsync("boat, sea");
        await page.GetByRole(AriaRole.Button, new() { Name = "Tag", Exact = true }).ClickAsync();

        await Expect(page.Locator("#selection-done")).ToContainTextAsync("5 of 5 tagged");
        (await TaggedAsync("sea")).ShouldBe(5);
        await page.GetByRole(AriaRole.Button, new() { Name = "Untag" }).ClickAsync();
        await Expect(page.Locator("#selection-done")).ToContainTextAsync("5 of 5 untagged");
        (await TaggedAsync("sea")).ShouldBe(0);
    }

    [Fact]
    public async Task All_that_match_are_approved_beyond_the_page()
    {
        var page = await OpenAsync("/gallery?sort=name", Look.DesktopDark.Options());
        await Picks(page).First.CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Select all that match" }).ClickAsync();
        await Expect(Count(page)).ToHaveTextAsync($"All {Pictures} that match are selected");
        await Screenshots.TakeAsync(page, "Selection-DesktopDark");

        await page.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();

        await Expect(page.Locator("#selection-done")).ToContainTextAsync($"{Pictures} of {Pictures} set");
        (await Platform.CountAsync(new ImageQuery { Review = ReviewState.Approved }, CancellationToken)).ShouldBe(Pictures);
        await Expect(Tiles(page).First).ToContainTextAsync("approved");
        await Expect(Picks(page).First).ToBeCheckedAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Clear" }).ClickAsync();
        await Expect(Count(page)).ToHaveTextAsync("0 selected");
    }

    [Fact]
    public async Task What_is_deleted_is_brought_back()
    {
        var page = await OpenAsync("/gallery");
        await Picks(page).First.CheckAsync();
        await Picks(page).Nth(1).CheckAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Expect(page.Locator("#selection-done")).ToContainTextAsync("2 of 2 moved to the trash");
        await Expect(page.Locator("#found")).ToHaveTextAsync($"{Pictures - 2} pictures");
        (await Platform.CountAsync(new ImageQuery(), CancellationToken)).ShouldBe(Pictures - 2);
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();

        await Expect(page.Locator("#found")).ToHaveTextAsync($"{Pictures} pictures");
        (await Platform.CountAsync(new ImageQuery(), CancellationToken)).ShouldBe(Pictures);
    }

    [Fact]
    public async Task Keys_select_and_clear()
    {
        var page = await OpenAsync("/gallery");
        await page.Locator(".frame").First.FocusAsync();
        await page.Keyboard.PressAsync("x");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("x");
        await Expect(Count(page)).ToHaveTextAsync("2 selected");

        await page.Keyboard.PressAsync("Escape");

        await Expect(page.Locator("#selection")).ToBeHiddenAsync();
        await Expect(page.Locator(".pick:checked")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_request_that_fails_says_so_and_keeps_the_selection()
    {
        Tolerate("Failed to load resource");
        var page = await OpenAsync("/gallery");
        await Picks(page).First.CheckAsync();
        await Expect(Count(page)).ToHaveTextAsync("1 selected");
        await page.RouteAsync("**/api/images/bulk", route => route.AbortAsync());

        await page.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();

        await Expect(page.Locator("#selection-problem")).ToContainTextAsync("could not be reached");
        await Expect(Count(page)).ToHaveTextAsync("1 selected");
        await page.GetByRole(AriaRole.Button, new() { Name = "Tag", Exact = true }).ClickAsync();
        await Expect(page.Locator("#selection-problem")).ToContainTextAsync("Write the tags first");
    }

    [Theory]
    [InlineData(Look.DesktopLight)]
    [InlineData(Look.PhoneLight)]
    [InlineData(Look.PhoneDark)]
    public async Task The_bar_is_for_everyone(Look look)
    {
        var page = await OpenAsync("/gallery", look.Options());
        await Picks(page).Nth(1).CheckAsync();
        await Expect(Count(page)).ToHaveTextAsync("1 selected");
        if (look != Look.DesktopLight)
        {
            await page.Locator("#filters > summary").ClickAsync();
            await Screenshots.TakeAsync(page, $"Filters-{look}");
            await page.Locator("#filters > summary").ClickAsync();
        }

        await Screenshots.TakeAsync(page, $"Selection-{look}");
        var result = await page.RunAxe();

        result.Violations.Select(violation => $"{violation.Id}: {violation.Help}: {string.Join(", ", violation.Nodes.Select(node => node.Html))}").ShouldBeEmpty();
        (await page.EvaluateAsync<int>("() => { scrollTo(1000, 0); return scrollX; }")).ShouldBe(0);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Delete" })).ToBeInViewportAsync();
    }

    protected override Task<TestPlatform> StartAsync() => TestPlatform.StartAsync(CancellationToken, isIdle: true);

    private static ILocator Picks(IPage page) => page.Locator(".pick");

    private static ILocator Count(IPage page) => page.Locator("#selection-count");

    private Task<int> TaggedAsync(string tag) => Platform.CountAsync(new ImageQuery { Tag = tag }, CancellationToken);
}

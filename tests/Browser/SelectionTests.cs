using System.IO.Compression;
using System.Text.Json;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Vignette.Schema;
using Vignette.Schema.Catalog;
using Vignette.Tests;
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

        // The page says so before and after.
        await Eventually.BeAsync(async () => await Platform.CountAsync(new ImageQuery(), CancellationToken) == Pictures);
        await Expect(page.Locator("#found")).ToHaveTextAsync($"{Pictures} pictures");
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

    [Fact]
    public async Task Chosen_pictures_are_exported()
    {
        var page = await OpenAsync("/gallery?sort=name");
        await Picks(page).Nth(1).CheckAsync();
        await Picks(page).Nth(3).CheckAsync();
        await Expect(Count(page)).ToHaveTextAsync("2 selected");
        var names = await Task.WhenAll(NameAsync(page, 1), NameAsync(page, 3));

        var lines = await ExportAsync(page, "jsonl");

        lines.Select(line => JsonSerializer.Deserialize<JsonElement>(line).GetProperty("name").GetString()).ShouldBe(names);
        await Expect(Count(page)).ToHaveTextAsync("2 selected");
        await Expect(page.Locator(".selection-formats")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task All_that_match_are_exported_as_the_search_they_are()
    {
        var page = await OpenAsync("/gallery?sort=name&status=pending");
        await Picks(page).First.CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Select all that match" }).ClickAsync();
        await Expect(Count(page)).ToHaveTextAsync($"All {Pictures} that match are selected");
        var asked = new List<string>();
        page.Request += (_, request) => asked.Add($"{request.Method} {request.Url}");

        (await ExportAsync(page, "csv")).Length.ShouldBe(Pictures + 1);

        asked.ShouldContain($"GET {Platform.Address}api/export?status=pending&sort=name&format=csv");
        await page.Locator(".selection-export > summary").ClickAsync();
        await page.GetByLabel("With the pictures, in a zip").CheckAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Download" }).ClickAsync());
        await using var content = await download.CreateReadStreamAsync();
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy, CancellationToken);
        await using var zip = new ZipArchive(copy);
        zip.Entries.Count.ShouldBe(Pictures + 1);
    }

    [Fact]
    public async Task An_export_that_is_refused_says_so_on_a_page()
    {
        Tolerate("400 (Bad Request)");
        var page = await OpenAsync("/gallery");
        await Picks(page).First.CheckAsync();
        await Expect(Count(page)).ToHaveTextAsync("1 selected");
        await page.Locator("#selection [name=__RequestVerificationToken]").EvaluateAsync("field => field.value = 'old'");
        await page.Locator(".selection-export > summary").ClickAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Download" }).ClickAsync();

        await Expect(page.Locator("main")).ToContainTextAsync("The page you sent this from is out of date.");
    }

    [Theory]
    [InlineData(Look.DesktopLight)]
    [InlineData(Look.DesktopDark)]
    [InlineData(Look.PhoneLight)]
    public async Task Formats_are_chosen_by_everyone(Look look)
    {
        var page = await OpenAsync("/gallery", look.Options());
        await Picks(page).First.CheckAsync();
        await page.Locator(".selection-export > summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Download" })).ToBeInViewportAsync();
        await Screenshots.TakeAsync(page, $"SelectionExport-{look}");
        await ShouldBeForEveryoneAsync(page);

        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Escape");

        await Expect(page.Locator(".selection-formats")).ToBeHiddenAsync();
        await Expect(page.Locator(".selection-export > summary")).ToBeFocusedAsync();
        await Expect(Count(page)).ToHaveTextAsync("1 selected");
    }

    [Fact]
    public async Task The_search_that_is_shown_leads_to_its_export()
    {
        var page = await OpenAsync("/gallery?status=pending&sort=name");

        await page.Locator(".summary").GetByRole(AriaRole.Link, new() { Name = "Export" }).ClickAsync();

        await Expect(page.Locator("#export-count")).ToHaveTextAsync($"{Pictures} pictures");
        await Expect(page.Locator("#export [name=sort]")).ToHaveValueAsync("name");
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
        await ShouldBeForEveryoneAsync(page);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Delete" })).ToBeInViewportAsync();
    }

    protected override Task<TestPlatform> StartAsync() => TestPlatform.StartAsync(CancellationToken, isIdle: true);

    private static async Task ShouldBeForEveryoneAsync(IPage page)
    {
        var result = await page.RunAxe();
        result.Violations.Select(violation => $"{violation.Id}: {violation.Help}: {string.Join(", ", violation.Nodes.Select(node => node.Html))}").ShouldBeEmpty();
        (await page.EvaluateAsync<int>("() => { scrollTo(1000, 0); return scrollX; }")).ShouldBe(0);
    }

    private static Task<string> NameAsync(IPage page, int number) => Tiles(page).Nth(number).Locator(".caption").InnerTextAsync();

    /// <summary>The lines of an export of what is selected.</summary>
    private static async Task<string[]> ExportAsync(IPage page, string format)
    {
        await page.Locator(".selection-export > summary").ClickAsync();
        await page.Locator("#selection-format").SelectOptionAsync(format);
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Download" }).ClickAsync());
        await using var content = await download.CreateReadStreamAsync();
        using var reader = new StreamReader(content);
        return (await reader.ReadToEndAsync(CancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static ILocator Picks(IPage page) => page.Locator(".pick");

    private static ILocator Count(IPage page) => page.Locator("#selection-count");

    private Task<int> TaggedAsync(string tag) => Platform.CountAsync(new ImageQuery { Tag = tag }, CancellationToken);
}

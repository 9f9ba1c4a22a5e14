using Microsoft.Playwright;
using Vignette.Schema;
using Vignette.Tests;
using static Microsoft.Playwright.Assertions;

namespace Vignette.Browser.Tests;

/// <summary>Data sets out and in, by the page.</summary>
public sealed class ExchangeTests(ChromiumFixture chromium) : GalleryTestBase(chromium)
{
    private ImageId _cup;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _cup = await Platform.FinishAsync("good/coffee.png", CancellationToken, "cup.png", TestPlatform.Annotation("A cup on a table.", "still life"));
        await Platform.FinishAsync("good/rocket.jpg", CancellationToken, "rocket.jpg", TestPlatform.Annotation("A rocket.", "space"));
    }

    [Fact]
    public async Task What_a_search_finds_is_exported()
    {
        var page = await OpenAsync("/exchange?tag=space");
        await Expect(page.Locator("#export-count")).ToHaveTextAsync("1 picture");
        await page.GetByLabel("Format").First.SelectOptionAsync("jsonl");

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Export" }).ClickAsync());

        download.SuggestedFilename.ShouldEndWith(".jsonl");
        await using var content = await download.CreateReadStreamAsync();
        using var reader = new StreamReader(content);
        var text = await reader.ReadToEndAsync(CancellationToken);
        text.ShouldContain("rocket.jpg");
        text.ShouldNotContain("cup.png");
    }

    [Theory]
    [InlineData(Look.DesktopLight)]
    [InlineData(Look.DesktopDark)]
    [InlineData(Look.PhoneLight)]
    [InlineData(Look.PhoneDark)]
    public async Task A_file_is_looked_at_before_it_is_imported(Look look)
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("labels.jsonl");
        await File.WriteAllTextAsync(
            file,
            """
            {"name":"cup.png","boxes":[{"label":"cup","x":0.25,"y":0.25,"width":0.5,"height":0.5}]}
            {"name":"nobody.png","boxes":[]}
            {"name":"rocket.jpg","boxes":[{"label":"<img src=x onerror=alert(1)>","x":0.5,"y":0.5,"width":0.6,"height":0.5}]}
            """,
            CancellationToken);
        var page = await OpenAsync("/exchange", look.Options());
        var import = page.GetByRole(AriaRole.Button, new() { Name = "Import" });
        await Expect(import).ToBeDisabledAsync();
        await page.Locator("#import-file").SetInputFilesAsync(file);

        await page.GetByRole(AriaRole.Button, new() { Name = "Check first" }).ClickAsync();

        var summary = page.Locator("#import-summary");
        await Expect(summary).ToHaveTextAsync("Nothing was changed yet. It would be: 0 added, 1 changed, 0 as they are, 2 left out.");
        await Expect(page.Locator("#import-report tbody tr")).ToHaveCountAsync(3);
        await Expect(page.Locator("#import-report tbody tr").First).ToContainTextAsync("1 box added");
        (await BoxesAsync()).ShouldBeEmpty();
        await page.Locator("#import-report").ScrollIntoViewIfNeededAsync();
        await Screenshots.TakeAsync(page, $"ExchangeChecked-{look}");
        // A phone's window grows with what does not fit.
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(look.Options().ViewportSize!.Width);

        await import.ClickAsync();

        await Expect(summary).ToHaveTextAsync("Done: 0 added, 1 changed, 0 as they are, 2 left out.");
        (await BoxesAsync()).ShouldBe(["cup"]);
        await Expect(import).ToBeDisabledAsync();
    }

    [Fact]
    public async Task A_file_that_is_none_is_refused_in_words()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("labels.json");
        await File.WriteAllTextAsync(file, "{\"images\":[", CancellationToken);
        var page = await OpenAsync("/exchange");
        Tolerate("400 (Bad Request)");
        await page.Locator("#import-file").SetInputFilesAsync(file);

        await page.GetByRole(AriaRole.Button, new() { Name = "Check first" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This is not whole JSON");
        await Expect(page.Locator("#import-report")).ToBeHiddenAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Import" })).ToBeDisabledAsync();
    }

    [Fact]
    public async Task Export_needs_no_script_and_import_says_how_it_goes_without()
    {
        var page = await OpenAsync("/exchange", NoScript);

        await Expect(page.GetByText("POST /api/import")).ToBeVisibleAsync();
        await Expect(page.Locator("#import")).ToBeHiddenAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Export" }).ClickAsync());
        download.SuggestedFilename.ShouldEndWith(".json");
    }

    private async Task<IEnumerable<string>> BoxesAsync() => (await Platform.DetailsAsync(_cup, CancellationToken))!.Boxes.Select(box => box.Label);
}

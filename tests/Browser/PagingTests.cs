using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Vignette.Browser.Tests;

public sealed class PagingTests(ChromiumFixture chromium) : GalleryTestBase(chromium)
{
    private const int Pictures = 65;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Parallel.ForAsync(0, Pictures, CancellationToken, async (number, token) =>
            await Platform.AddAsync("good/one-pixel.png", token, $"{number}.png"));
    }

    [Fact]
    public async Task Scrolling_brings_page_after_page_until_the_end()
    {
        var page = await OpenAsync("/gallery");
        await Expect(Tiles(page)).ToHaveCountAsync(30);

        await page.EvaluateAsync("() => scrollTo(0, document.body.scrollHeight)");
        await Expect(Tiles(page)).ToHaveCountAsync(60);
        await page.EvaluateAsync("() => scrollTo(0, document.body.scrollHeight)");
        await Expect(Tiles(page)).ToHaveCountAsync(Pictures);

        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "More pictures" })).ToHaveCountAsync(0);
        var names = await Tiles(page).Locator(".caption").AllInnerTextsAsync();
        names.Order(StringComparer.Ordinal).ShouldBe(Enumerable.Range(0, Pictures).Select(number => $"{number}.png").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_link_leads_from_page_to_page_where_no_script_runs()
    {
        var page = await OpenAsync("/gallery", NoScript);
        var more = page.GetByRole(AriaRole.Link, new() { Name = "More pictures" });

        await Expect(Tiles(page)).ToHaveCountAsync(30);
        await more.ClickAsync();
        await Expect(Tiles(page)).ToHaveCountAsync(30);
        await more.ClickAsync();

        await Expect(Tiles(page)).ToHaveCountAsync(Pictures - 60);
        await Expect(more).ToHaveCountAsync(0);
    }

    protected override Task<TestPlatform> StartAsync() => TestPlatform.StartAsync(CancellationToken, isIdle: true);
}

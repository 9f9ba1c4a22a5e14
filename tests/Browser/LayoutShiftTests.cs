using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Vignette.Browser.Tests;

public sealed class LayoutShiftTests(ChromiumFixture chromium, ShownPictures pictures) : BrowserTestBase(chromium)
{
    private const string ObserveShifts =
        """
        window.shift = 0;
        window.shifts = [];
        const place = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(" ");
        const name = (node) => node?.nodeType === Node.ELEMENT_NODE ? node.outerHTML.slice(0, 80) : node?.nodeName;
        new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
          window.shift += entry.value;
          window.shifts.push(...entry.sources.map((each) => `${name(each.node)}: ${place(each.previousRect)} -> ${place(each.currentRect)}`));
        })).observe({ type: "layout-shift", buffered: true });
        """;

    [Theory]
    [InlineData(ShownPage.Upload, Look.DesktopLight)]
    [InlineData(ShownPage.Gallery, Look.DesktopLight)]
    [InlineData(ShownPage.Gallery, Look.PhoneLight)]
    [InlineData(ShownPage.Picture, Look.DesktopLight)]
    [InlineData(ShownPage.Picture, Look.PhoneLight)]
    public async Task Nothing_moves_while_pictures_load(ShownPage shown, Look look)
    {
        var page = await NewPageAsync(look.Options());
        await page.AddInitScriptAsync(ObserveShifts);
        // Whatever is slow, the page is painted without it first.
        var isPainted = new TaskCompletionSource();
        foreach (var late in (string[])["**/media/**", "**/api/**", "**/*.js"])
        {
            await page.RouteAsync(late, async route =>
            {
                await isPainted.Task;
                await route.ContinueAsync();
            });
        }

        await page.GotoAsync(pictures.Address(shown).AbsoluteUri, new() { WaitUntil = WaitUntilState.Commit });
        await page.WaitForFunctionAsync("() => performance.getEntriesByName('first-contentful-paint').length > 0");
        await PaintAsync(page);
        isPainted.SetResult();

        await page.WaitForLoadStateAsync(LoadState.DOMContentLoaded);
        if (shown == ShownPage.Picture)
        {
            await page.Locator("[data-editing]").WaitForAsync();
        }

        await page.WaitForFunctionAsync("() => [...document.images].every((image) => image.complete && image.naturalWidth > 0)");
        await PaintAsync(page);

        await ShouldNotHaveMovedAsync(page);
        await Expect(page.Locator("img").Last).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(ShownPage.Upload, Look.PhoneLight)]
    [InlineData(ShownPage.Gallery, Look.PhoneLight)]
    [InlineData(ShownPage.Picture, Look.DesktopLight)]
    [InlineData(ShownPage.Picture, Look.PhoneLight)]
    public async Task Nothing_moves_while_the_page_comes_in_pieces(ShownPage shown, Look look)
    {
        var page = await NewPageAsync(look.Options());
        await page.AddInitScriptAsync(ObserveShifts);
        await page.GotoAsync(pictures.Address(shown).AbsoluteUri);

        await page.EvaluateAsync(
            """
            async () => {
              const html = await (await fetch(location.href)).text();
              const painted = () => new Promise((next) => { requestAnimationFrame(() => requestAnimationFrame(next)); });
              const marked = html.split(/(?=<(?:header|main|nav|h1|form|article|div|svg|img|ol|ul|section)[ >])/).slice(0, 120);
              document.open();
              window.shift = 0;
              window.shifts = [];
              for (const piece of marked) {
                document.write(piece);
                await painted();
              }
            }
            """);

        await ShouldNotHaveMovedAsync(page);
        await Expect(page.Locator("img").Last).ToBeVisibleAsync();
    }

    private static async Task ShouldNotHaveMovedAsync(IPage page)
    {
        var moved = await page.EvaluateAsync<string[]>("() => window.shifts");
        (await page.EvaluateAsync<double>("() => window.shift")).ShouldBeLessThan(0.01, string.Join('\n', moved));
    }

    private static async Task PaintAsync(IPage page) =>
        await page.EvaluateAsync("() => new Promise((painted) => { requestAnimationFrame(() => requestAnimationFrame(painted)); })");
}

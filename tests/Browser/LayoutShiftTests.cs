using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Vignette.Browser.Tests;

public sealed class LayoutShiftTests(ChromiumFixture chromium, ShownPictures pictures) : BrowserTestBase(chromium)
{
    [Theory]
    [InlineData(ShownPage.Upload, Look.DesktopLight)]
    [InlineData(ShownPage.Gallery, Look.DesktopLight)]
    [InlineData(ShownPage.Gallery, Look.PhoneLight)]
    [InlineData(ShownPage.Picture, Look.DesktopLight)]
    [InlineData(ShownPage.Picture, Look.PhoneLight)]
    public async Task Nothing_moves_while_pictures_load(ShownPage shown, Look look)
    {
        var page = await NewPageAsync(look.Options());
        await page.AddInitScriptAsync(
            """
            window.shift = 0;
            new PerformanceObserver((list) => list.getEntries().forEach((entry) => { window.shift += entry.value; }))
              .observe({ type: "layout-shift", buffered: true });
            """);
        var isLaidOut = new TaskCompletionSource();
        await page.RouteAsync("**/media/**", async route =>
        {
            await isLaidOut.Task;
            await route.ContinueAsync();
        });
        await page.GotoAsync(pictures.Address(shown).AbsoluteUri, new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        await PaintAsync(page);
        isLaidOut.SetResult();

        await page.WaitForFunctionAsync("() => [...document.images].every((image) => image.complete && image.naturalWidth > 0)");
        await PaintAsync(page);

        (await page.EvaluateAsync<double>("() => window.shift")).ShouldBeLessThan(0.01);
        await Expect(page.Locator("img").Last).ToBeVisibleAsync();
    }

    private static async Task PaintAsync(IPage page) =>
        await page.EvaluateAsync("() => new Promise((painted) => { requestAnimationFrame(() => requestAnimationFrame(painted)); })");
}

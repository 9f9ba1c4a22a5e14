using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Vignette.Browser.Tests;

public sealed class ReadmePictureTests(ChromiumFixture chromium) : GalleryTestBase(chromium)
{
    [Fact]
    public async Task The_gallery_of_the_samples_makes_the_picture_in_the_readme()
    {
        var page = await OpenAsync("/gallery", new BrowserNewContextOptions
        {
            ColorScheme = ColorScheme.Light,
            ViewportSize = new ViewportSize { Width = 1280, Height = 800 },
            ReducedMotion = ReducedMotion.Reduce,
        });
        // Drawing them takes its time on a busy machine.
        await Expect(page.Locator(".tile[data-status=completed]")).ToHaveCountAsync(8, new() { Timeout = 120_000 });
        await page.WaitForFunctionAsync("() => [...document.images].every((image) => image.complete && image.naturalWidth > 0)");

        (await Screenshots.TakeAsync(page, "gallery")).ShouldBeInRange(50_000, 600_000);
    }

    protected override Task<TestPlatform> StartAsync() => TestPlatform.StartAsync(CancellationToken, isOffline: true, hasSamples: true);
}

using Microsoft.Playwright;
using Vignette.Schema;

namespace Vignette.Browser.Tests;

/// <summary>A platform of its own for each test.</summary>
public abstract class GalleryTestBase(ChromiumFixture chromium) : BrowserTestBase(chromium)
{
    private TestPlatform? _platform;

    protected TestPlatform Platform => _platform ?? throw new InvalidOperationException("The platform has not been started.");

    /// <summary>A context in which no script runs.</summary>
    protected static BrowserNewContextOptions NoScript => new() { JavaScriptEnabled = false };

    public override async ValueTask InitializeAsync() => _platform = await StartAsync();

    public override async ValueTask DisposeAsync()
    {
        try
        {
            await base.DisposeAsync();
        }
        finally
        {
            if (_platform is not null)
            {
                await _platform.DisposeAsync();
            }

            GC.SuppressFinalize(this);
        }
    }

    protected virtual Task<TestPlatform> StartAsync() => TestPlatform.StartAsync(CancellationToken);

    protected Task<IPage> OpenAsync(string path, BrowserNewContextOptions? options = null) =>
        OpenAsync(new Uri(Platform.Address, path), options);

    protected Task<IPage> OpenAsync(ImageId id, BrowserNewContextOptions? options = null) => OpenAsync($"/images/{id}", options);

    protected static ILocator Tiles(IPage page) => page.Locator("#tiles > .tile");

    protected static ILocator Tile(IPage page, ImageId id) => page.Locator($"#image-{id}");
}

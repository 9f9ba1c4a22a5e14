using Microsoft.Playwright;
using Vignette.Browser.Tests;

[assembly: AssemblyFixture(typeof(ChromiumFixture))]
[assembly: AssemblyFixture(typeof(ShownPictures))]

namespace Vignette.Browser.Tests;

/// <summary>The system's Chromium, started once for all tests.</summary>
public sealed class ChromiumFixture : IAsyncLifetime
{
    private const float PatienceMs = 20_000;

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(PatienceMs);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Executable(),
            // No sandbox: tests may run as root, and see only pages of their own. The rest keeps Chromium from calling home.
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>A profile of its own.</summary>
    public Task<IBrowserContext> NewContextAsync(BrowserNewContextOptions options) => _browser!.NewContextAsync(options);

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    private static string Executable()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return folders.Select(folder => Path.Combine(folder, "chromium"))
            .Append("/Applications/Chromium.app/Contents/MacOS/Chromium")
            .FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException("Chromium is not installed; ./dev test installs it.");
    }
}

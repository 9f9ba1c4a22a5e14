using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Vignette.Browser.Tests;

/// <summary>
/// Opens pages, and fails the test when one of them complains: by an exception, by an error or a warning on the console,
/// or by something that the Content-Security-Policy had to stop.
/// </summary>
public abstract class BrowserTestBase(ChromiumFixture chromium) : IAsyncLifetime
{
    private static readonly TimeSpan Closing = TimeSpan.FromSeconds(20);

    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly List<string> _expected = [];
    private readonly List<IBrowserContext> _contexts = [];

    protected static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var context in _contexts)
        {
            try
            {
                await context.CloseAsync().WaitAsync(Closing, CancellationToken.None);
            }
            catch (TimeoutException)
            {
                // Chromium sometimes never answers while a page of it is being left; the browser's end takes it along.
            }
        }

        _complaints.Where(complaint => !_expected.Any(complaint.Contains)).ShouldBeEmpty();
    }

    /// <summary>A new page in a profile of its own.</summary>
    protected async Task<IPage> OpenAsync(Uri address, BrowserNewContextOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        var page = await NewPageAsync(options);
        await page.GotoAsync(address.AbsoluteUri);
        return page;
    }

    /// <summary>A page that shows nothing yet.</summary>
    protected async Task<IPage> NewPageAsync(BrowserNewContextOptions? options = null)
    {
        var context = await chromium.NewContextAsync(options ?? new BrowserNewContextOptions());
        _contexts.Add(context);
        var page = await context.NewPageAsync();
        page.PageError += (_, error) => _complaints.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _complaints.Enqueue($"{message.Type}: {message.Text}");
            }
        };
        return page;
    }

    /// <summary>The browser itself reports every failed response on the console: this one is wanted.</summary>
    protected void Tolerate(string complaint) => _expected.Add(complaint);
}

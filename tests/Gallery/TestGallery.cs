using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Vignette.Cli.Local;
using Vignette.Tests;

namespace Vignette.Gallery.Tests;

/// <summary>The whole platform on a folder and a port of its own, and a client that follows no redirect and keeps cookies.</summary>
public sealed partial class TestGallery : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder;
    private readonly LocalPlatform _platform;

    private TestGallery(TemporaryFolder folder, LocalPlatform platform)
    {
        (_folder, _platform) = (folder, platform);
        Http = Client();
    }

    public Uri Address => _platform.Address;

    public HttpClient Http { get; }

    public IServiceProvider Services => _platform.Services;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    /// <param name="workers">0 leaves every image waiting.</param>
    public static async Task<TestGallery> StartAsync(int workers = 2, Action<IServiceCollection>? configure = null)
    {
        var folder = new TemporaryFolder();
        try
        {
            var options = new LocalPlatformOptions(folder.Path) { Port = 0, Workers = workers };
            return new TestGallery(folder, await LocalPlatform.StartAsync(options, CancellationToken, configure));
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    public HttpClient Client() => new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Address };

    public static HttpContent Part(byte[] content) => new ByteArrayContent(content);

    public static async Task<HttpContent> PhotoAsync(string name) => Part(await File.ReadAllBytesAsync(Photos.Path(name), CancellationToken));

    /// <summary>Uploads as a program does.</summary>
    public async Task<HttpResponseMessage> UploadAsync(string? idempotencyKey, params (string FileName, HttpContent Content)[] files)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (fileName, content) in files)
        {
            form.Add(content, "file", fileName);
        }

        return await PostAsync(form, idempotencyKey);
    }

    public async Task<HttpResponseMessage> PostAsync(HttpContent form, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/upload") { Content = form };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (idempotencyKey is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", idempotencyKey);
        }

        return await Http.SendAsync(request, CancellationToken);
    }

    /// <summary>Uploads a photograph and returns its id.</summary>
    public async Task<string> AddAsync(string photo = "good/one-pixel.png", string? fileName = null)
    {
        using var response = await UploadAsync(null, (fileName ?? Path.GetFileName(photo), await PhotoAsync(photo)));
        var reply = await JsonAsync(response);
        return reply.GetProperty("images")[0].GetProperty("id").GetString()!;
    }

    /// <summary>Uploads a photograph and waits until its tasks have ended.</summary>
    public async Task<string> AddSettledAsync(string photo = "good/one-pixel.png", string? fileName = null)
    {
        var id = await AddAsync(photo, fileName);
        await UntilAsync(async () => (await GetJsonAsync($"/api/images/{id}")).GetProperty("status").GetString() is "completed" or "failed");
        return id;
    }

    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(CancellationToken);
        limit.CancelAfter(Patience);
        while (!await condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token);
        }
    }

    public Task<HttpResponseMessage> GetAsync(string path) => Http.GetAsync(new Uri(path, UriKind.Relative), CancellationToken);

    /// <summary>Opens a page as a browser does.</summary>
    public Task<HttpResponseMessage> BrowseAsync(string path) => BrowseAsync(HttpMethod.Get, path, content: null);

    public async Task<HttpResponseMessage> BrowseAsync(HttpMethod method, string path, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.TryAddWithoutValidation("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", "same-origin");
        return await Http.SendAsync(request, CancellationToken);
    }

    public async Task<JsonElement> GetJsonAsync(string path)
    {
        using var response = await GetAsync(path);
        return await JsonAsync(response);
    }

    public static async Task<JsonElement> JsonAsync(HttpResponseMessage response) =>
        JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync(CancellationToken));

    public static Task<string> TextAsync(HttpResponseMessage response) => response.Content.ReadAsStringAsync(CancellationToken);

    /// <summary>The antiforgery token of a page's form.</summary>
    public async Task<string> TokenAsync(string page = "/")
    {
        using var response = await BrowseAsync(page);
        return TokenField().Match(await TextAsync(response)).Groups[1].Value;
    }

    public async Task<int> CountAsync() => (await GetJsonAsync("/api/images?limit=200")).GetProperty("images").GetArrayLength();

    /// <summary>Everything that lies in the two buckets, half-written files included.</summary>
    public IReadOnlyList<string> StoredFiles() =>
        [.. new[] { "originals", "renditions" }
            .Select(_folder.File)
            .Where(Directory.Exists)
            .SelectMany(bucket => Directory.EnumerateFiles(bucket, "*", SearchOption.AllDirectories))];

    /// <summary>Where what was approved is published.</summary>
    public string DatasetFolder => _folder.File("dataset");

    /// <summary>Where originals are.</summary>
    public string OriginalsFolder => _folder.File("originals");

    /// <summary>Asserts that a refused request left nothing behind, and that the platform is well.</summary>
    public async Task ShouldHaveNothingAsync()
    {
        // The clean-up after a client that is gone runs on its own.
        await UntilAsync(() => Task.FromResult(StoredFiles().Count == 0));
        (await CountAsync()).ShouldBe(0);
        (await GetAsync("/health/ready")).StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
    }

    public Task StopAsync() => _platform.DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _platform.DisposeAsync();
        _folder.Dispose();
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex TokenField();
}

using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Vignette.Cli.Local;
using Vignette.Gallery.Access;
using Vignette.Schema.Accounts;
using Vignette.Tests;

namespace Vignette.Gallery.Tests;

/// <summary>The whole platform on a folder and a port of its own, and a client that follows no redirect and keeps cookies.</summary>
public sealed partial class TestGallery : IAsyncDisposable
{
    public const string Password = "correct horse battery";

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
    public static async Task<TestGallery> StartAsync(int workers = 2, Action<IServiceCollection>? configure = null, SignInMode signIn = SignInMode.None)
    {
        var folder = new TemporaryFolder();
        try
        {
            var options = new LocalPlatformOptions(folder.Path) { Port = 0, Workers = workers, SignIn = signIn };
            return new TestGallery(folder, await LocalPlatform.StartAsync(options, CancellationToken, configure));
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    public HttpClient Client() => new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Address };

    /// <summary>Makes an account that anybody who knows <see cref="Password"/> can sign in to.</summary>
    public async Task AddAccountAsync(string name, Role role)
    {
        var hash = Services.GetRequiredService<IPasswordHasher<Account>>().HashPassword(new Account(name, role, ""), Password);
        (await Services.GetRequiredService<AccountDirectory>().AddAsync(name, role, hash, CancellationToken)).ShouldBe(AccountOutcome.Done);
    }

    /// <summary>A token of an account.</summary>
    public async Task<string> CreateTokenAsync(string name, TokenScopes scopes = TokenScopes.Read | TokenScopes.Upload | TokenScopes.Annotate | TokenScopes.Admin, TimeSpan? lifetime = null) =>
        (await Services.GetRequiredService<ApiTokens>().CreateAsync(name, "test", scopes, lifetime ?? TimeSpan.FromDays(1), CancellationToken)).ShouldNotBeNull().Secret;

    /// <summary>A program that signs in with a token.</summary>
    public HttpClient Client(string token)
    {
        var client = Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>A browser in which somebody has signed in by the page.</summary>
    public async Task<HttpClient> SignInAsync(string name)
    {
        var client = Client();
        using var answer = await SubmitAsync(client, "/sign-in", ("name", name), ("password", Password));
        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.SeeOther, await TextAsync(answer));
        return client;
    }

    /// <summary>Opens a page, fills its form in and sends it, as a browser does.</summary>
    public static async Task<HttpResponseMessage> SubmitAsync(HttpClient browser, string page, params (string Name, string Value)[] fields)
    {
        var token = await TokenAsync(browser, page);
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]);
        return await BrowseAsync(browser, HttpMethod.Post, page.Split('?')[0], form);
    }

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

    public Task<HttpResponseMessage> BrowseAsync(HttpMethod method, string path, HttpContent? content) => BrowseAsync(Http, method, path, content);

    public static async Task<HttpResponseMessage> BrowseAsync(HttpClient browser, HttpMethod method, string path, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.TryAddWithoutValidation("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", "same-origin");
        return await browser.SendAsync(request, CancellationToken);
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
    public Task<string> TokenAsync(string page = "/") => TokenAsync(Http, page);

    public static async Task<string> TokenAsync(HttpClient browser, string page)
    {
        using var response = await BrowseAsync(browser, HttpMethod.Get, page, content: null);
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

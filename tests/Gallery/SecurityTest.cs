using System.Net;
using Vignette.Gallery.Access;

namespace Vignette.Gallery.Tests;

/// <summary>Who may make the gallery do what.</summary>
public sealed class SecurityTest : IAsyncLifetime
{
    private TestGallery _gallery = null!;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _gallery = await TestGallery.StartAsync(workers: 0);

    public ValueTask DisposeAsync() => _gallery.DisposeAsync();

    [Theory]
    [InlineData("/")]
    [InlineData("/gallery")]
    [InlineData("/nowhere")]
    [InlineData("/api/images")]
    [InlineData("/api/images/nonsense")]
    [InlineData("/gallery?status=nonsense")]
    [InlineData("/health")]
    public async Task Every_response_carries_the_protecting_headers(string path)
    {
        using var response = await _gallery.BrowseAsync(path);
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        foreach (var rule in (string[])["default-src 'none'", "script-src 'self'", "style-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"])
        {
            policy.Split("; ").ShouldContain(rule);
        }

        policy.ShouldNotContain("unsafe");
        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        response.Headers.GetValues("Referrer-Policy").ShouldBe(["same-origin"]);
        response.Headers.GetValues("Cross-Origin-Opener-Policy").ShouldBe(["same-origin"]);
        response.Headers.Contains("Permissions-Policy").ShouldBeTrue();
        response.Headers.Contains("Server").ShouldBeFalse();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("nonsense")]
    public async Task A_form_without_its_token_is_refused(string? token)
    {
        await _gallery.TokenAsync();
        using var form = new MultipartFormDataContent();
        if (token is not null)
        {
            form.Add(new StringContent(token), "__RequestVerificationToken");
        }

        form.Add(await TestGallery.PhotoAsync("good/one-pixel.png"), "file", "one.png");
        using var response = await _gallery.BrowseAsync(HttpMethod.Post, "/upload", form);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("text/html");
        await _gallery.ShouldHaveNothingAsync();
    }

    [Fact]
    public async Task A_token_that_comes_after_the_files_comes_too_late()
    {
        using var form = new MultipartFormDataContent
        {
            { await TestGallery.PhotoAsync("good/one-pixel.png"), "file", "one.png" },
            { new StringContent(await _gallery.TokenAsync()), "__RequestVerificationToken" },
        };
        using var response = await _gallery.BrowseAsync(HttpMethod.Post, "/upload", form);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await _gallery.ShouldHaveNothingAsync();
    }

    [Fact]
    public async Task A_token_of_another_browser_is_refused()
    {
        var token = await _gallery.TokenAsync();
        using var stranger = _gallery.Client();
        using var form = new MultipartFormDataContent
        {
            { new StringContent(token), "__RequestVerificationToken" },
            { await TestGallery.PhotoAsync("good/one-pixel.png"), "file", "one.png" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/upload") { Content = form };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var response = await stranger.SendAsync(request, CancellationToken);
        await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest);
        await _gallery.ShouldHaveNothingAsync();
    }

    [Fact]
    public async Task A_script_of_the_gallery_s_own_pages_sends_the_token_in_a_header()
    {
        var id = await _gallery.AddAsync();
        using var without = await SendAsync(HttpMethod.Delete, $"/api/images/{id}", ("Sec-Fetch-Site", "same-origin"));
        await without.ShouldBeProblemAsync(HttpStatusCode.BadRequest);
        using var with = await SendAsync(
            HttpMethod.Delete,
            $"/api/images/{id}",
            ("Sec-Fetch-Site", "same-origin"),
            ("RequestVerificationToken", await _gallery.TokenAsync($"/images/{id}")));
        with.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Theory]
    [InlineData("edit")]
    [InlineData("retry")]
    [InlineData("delete")]
    public async Task Every_form_of_an_image_wants_its_token(string action)
    {
        var id = await _gallery.AddAsync();
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("caption", "x")]);
        using var response = await _gallery.BrowseAsync(HttpMethod.Post, $"/images/{id}/{action}", form);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await _gallery.CountAsync()).ShouldBe(1);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Sec-Fetch-Site", "nonsense")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "http://localhost:1")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "nonsense")]
    public async Task What_another_site_makes_a_browser_send_is_refused(string header, string value)
    {
        var id = await _gallery.AddAsync();
        (HttpMethod Method, string Path)[] requests =
        [
            (HttpMethod.Post, "/upload"),
            (HttpMethod.Post, "/api/uploads"),
            (HttpMethod.Post, $"/api/uploads/{id}/complete"),
            (HttpMethod.Delete, $"/api/images/{id}"),
            (HttpMethod.Patch, $"/api/images/{id}"),
            (HttpMethod.Post, $"/api/images/{id}/retry"),
            (HttpMethod.Post, $"/images/{id}/delete"),
        ];
        foreach (var (method, path) in requests)
        {
            using var response = await SendAsync(method, path, (header, value));
            await response.ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        }

        (await _gallery.CountAsync()).ShouldBe(1);
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("none")]
    public async Task A_link_from_anywhere_leads_in(string site)
    {
        using var response = await SendAsync(HttpMethod.Get, "/gallery", ("Sec-Fetch-Site", site));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_old_browser_s_origin_must_be_the_host()
    {
        var id = await _gallery.AddAsync();
        using var response = await SendAsync(
            HttpMethod.Delete,
            $"/api/images/{id}",
            ("Origin", _gallery.Address.GetLeftPart(UriPartial.Authority)),
            ("RequestVerificationToken", await _gallery.TokenAsync()));
        response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_program_that_asks_for_JSON_needs_no_token_and_one_that_does_not_is_told()
    {
        using var form = new MultipartFormDataContent { { await TestGallery.PhotoAsync("good/one-pixel.png"), "file", "one.png" } };
        using var response = await _gallery.Http.PostAsync(new Uri("/upload", UriKind.Relative), form, CancellationToken);
        (await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest)).ShouldContain("Accept: application/json");
        await _gallery.AddAsync();
        (await _gallery.CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Whom_the_host_does_not_know_uploads_nothing()
    {
        await using var gallery = await TestGallery.StartAsync(workers: 0, signIn: SignInMode.Password);
        using var response = await gallery.UploadAsync(null, ("one.png", await TestGallery.PhotoAsync("good/one-pixel.png")));
        await response.ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
        gallery.StoredFiles().ShouldBeEmpty();
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await _gallery.Http.SendAsync(request, CancellationToken);
    }
}

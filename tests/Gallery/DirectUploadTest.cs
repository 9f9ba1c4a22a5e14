using System.Net;
using System.Net.Http.Json;
using System.Web;
using Microsoft.Extensions.DependencyInjection;
using Vignette.Gallery.Access;
using Vignette.Pipeline;
using Vignette.Pipeline.Objects;
using Vignette.Tests;

namespace Vignette.Gallery.Tests;

/// <summary>Files that clients put into the store themselves.</summary>
public sealed class DirectUploadTest : IAsyncLifetime
{
    private const string Photo = "good/rocket.jpg";

    private TestGallery _gallery = null!;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    private static string Signature => Convert.ToBase64String(Bytes[..12]);

    private static byte[] Bytes => File.ReadAllBytes(Photos.Path(Photo));

    public async ValueTask InitializeAsync() => _gallery = await TestGallery.StartAsync(workers: 0, SigningObjectStore.Use);

    public ValueTask DisposeAsync() => _gallery.DisposeAsync();

    [Fact]
    public async Task An_announced_file_gets_an_address_for_just_its_type_and_size()
    {
        using var response = await AnnounceAsync(new { filename = "a/猫.jpg", size = 1234, signature = Signature, contentType = "image/png" });
        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        var ticket = await TestGallery.JsonAsync(response);

        var id = ticket.GetProperty("id").GetString();
        ticket.GetProperty("filename").GetString().ShouldBe("猫.jpg");
        ticket.GetProperty("headers").GetRawText().ShouldBe("""{"Content-Type":"image/jpeg"}""");
        (ticket.GetProperty("expires").GetDateTimeOffset() - TimeProvider.System.GetUtcNow()).TotalMinutes.ShouldBeInRange(9, 10);
        var address = new Uri(ticket.GetProperty("url").GetString()!);
        address.AbsolutePath.ShouldBe($"/originals/{id}.jpg");
        HttpUtility.ParseQueryString(address.Query).ToString().ShouldBe("type=image%2fjpeg&size=1234&seconds=600");
        await _gallery.ShouldHaveNothingAsync();
    }

    [Fact]
    public async Task What_was_put_is_in_the_gallery_once_its_client_says_so_however_often()
    {
        var id = await AnnouncedAsync();
        using var early = await CompleteAsync(id);
        (await early.ShouldBeProblemAsync(HttpStatusCode.Conflict)).ShouldContain("has not arrived");
        (await _gallery.CountAsync()).ShouldBe(0);

        await PutAsync(id);
        for (var time = 0; time < 2; time++)
        {
            using var completed = await CompleteAsync(id);
            completed.StatusCode.ShouldBe(HttpStatusCode.OK);
            (await TestGallery.JsonAsync(completed)).GetRawText().ShouldBe($$"""{"id":"{{id}}","filename":"rocket.jpg","url":"/images/{{id}}"}""");
        }

        (await _gallery.CountAsync()).ShouldBe(1);
        (await _gallery.GetJsonAsync($"/api/images/{id}")).GetProperty("size").GetInt64().ShouldBe(Bytes.Length);
    }

    [Fact]
    public async Task The_stores_event_is_enough()
    {
        await using var gallery = await TestGallery.StartAsync(configure: SigningObjectStore.Use);
        var id = await AnnouncedAsync(gallery);
        await PutAsync(id, gallery);
        await UntilAsync(gallery, id, "completed");
        using var late = await CompleteAsync(id, gallery);
        late.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await gallery.CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_file_that_is_announced_again_under_its_key_is_the_same_picture()
    {
        var first = await AnnouncedAsync(key: "once");
        var again = await AnnouncedAsync(key: "once");
        again.ShouldBe(first);
        (await AnnouncedAsync(key: "twice")).ShouldNotBe(first);

        await PutAsync(first);
        using (await CompleteAsync(first))
        {
        }

        using var late = await AnnounceAsync(Announcement(), "once");
        late.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await TestGallery.JsonAsync(late)).GetProperty("url").GetString().ShouldBe($"/images/{first}");
    }

    [Theory]
    [InlineData("bad/pdf.png", null, HttpStatusCode.UnsupportedMediaType)]
    [InlineData("bad/shell.jpg", null, HttpStatusCode.UnsupportedMediaType)]
    [InlineData(Photo, 0L, HttpStatusCode.BadRequest)]
    [InlineData(Photo, (32L << 20) + 1, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(Photo, long.MaxValue, HttpStatusCode.RequestEntityTooLarge)]
    public async Task What_would_be_refused_later_is_refused_before_it_is_sent(string photo, long? size, HttpStatusCode status)
    {
        var bytes = await File.ReadAllBytesAsync(Photos.Path(photo), CancellationToken);
        using var response = await AnnounceAsync(new { filename = "holiday.jpg", size = size ?? bytes.Length, signature = Convert.ToBase64String(bytes.AsSpan(0, Math.Min(12, bytes.Length))) });
        var detail = await response.ShouldBeProblemAsync(status);
        var rejected = (await TestGallery.JsonAsync(response)).GetProperty("rejected")[0];
        rejected.GetProperty("filename").GetString().ShouldBe("holiday.jpg");
        rejected.GetProperty("reason").GetString().ShouldBe(detail);
    }

    [Theory]
    [InlineData("""{"filename":"a.jpg","signature":"/9j/4AAQSkZJRgAB"}""", "size")]
    [InlineData("""{"filename":"a.jpg","signature":"/9j/4AAQSkZJRgAB","size":-1}""", "size")]
    [InlineData("""{"filename":"a.jpg","size":1000}""", "signature")]
    [InlineData("""{"filename":"a.jpg","size":1000,"signature":"not Base64!"}""", "signature")]
    [InlineData("""{"filename":"a.jpg","size":1000,"signature":"AAAA"}""", null, HttpStatusCode.UnsupportedMediaType)]
    [InlineData("""{"filename":"a.jpg","size":1000,"signature":""}""", null, HttpStatusCode.UnsupportedMediaType)]
    [InlineData("""{"filename":"a.jpg","size":"much","signature":"/9j/4AAQSkZJRgAB"}""", null)]
    [InlineData("null", null)]
    [InlineData("{", null)]
    [InlineData("", null)]
    public async Task An_announcement_that_says_too_little_is_refused(string json, string? named, HttpStatusCode status = HttpStatusCode.BadRequest)
    {
        using var content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        using var response = await _gallery.Http.PostAsync(new Uri("/api/uploads", UriKind.Relative), content, CancellationToken);
        (await response.ShouldBeProblemAsync(status)).ShouldContain(named ?? "");
    }

    [Fact]
    public async Task A_signature_longer_than_64_bytes_is_refused()
    {
        using var response = await AnnounceAsync(new { filename = "a.jpg", size = 1000, signature = Convert.ToBase64String(Bytes[..65]) });
        (await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest)).ShouldContain("64");
    }

    [Fact]
    public async Task A_name_is_not_needed()
    {
        using var response = await AnnounceAsync(new { size = 1000, signature = Signature });
        (await TestGallery.JsonAsync(response)).GetProperty("filename").GetString().ShouldBe("unnamed");
    }

    [Fact]
    public async Task Where_the_store_has_no_addresses_files_go_through_the_gallery()
    {
        await using var gallery = await TestGallery.StartAsync(workers: 0);
        using var response = await AnnounceAsync(Announcement(), gallery: gallery);
        (await response.ShouldBeProblemAsync(HttpStatusCode.Conflict)).ShouldContain("POST /upload");
        (await TestGallery.TextAsync(await gallery.BrowseAsync("/"))).ShouldContain("data-direct=\"false\"");
    }

    [Fact]
    public async Task A_page_sends_its_token_and_may_connect_to_the_store()
    {
        using var page = await _gallery.BrowseAsync("/");
        page.Headers.GetValues("Content-Security-Policy").Single().ShouldContain($"connect-src 'self' {SigningObjectStore.Origin};");
        (await TestGallery.TextAsync(page)).ShouldContain("data-direct=\"true\"");

        foreach (var path in (string[])["/api/uploads", $"/api/uploads/{await AnnouncedAsync()}/complete"])
        {
            using var without = await FromPageAsync(path, token: null);
            await without.ShouldBeProblemAsync(HttpStatusCode.BadRequest);
        }

        using var with = await FromPageAsync("/api/uploads", await _gallery.TokenAsync());
        with.StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(1L << 20, true)]
    public async Task The_form_says_what_one_request_may_have(long? limit, bool isSaid)
    {
        await using var gallery = await TestGallery.StartAsync(workers: 0, services => services.AddSingleton(new GalleryOptions { RequestLimit = limit }));
        using var page = await gallery.BrowseAsync("/");
        (await TestGallery.TextAsync(page)).Contains("Without JavaScript, up to 1 MB in all", StringComparison.Ordinal).ShouldBe(isSaid);
    }

    [Theory]
    [InlineData("https://pictures.example/path")]
    [InlineData("pictures.example")]
    public void An_origin_that_is_none_stops_the_start(string origin) =>
        Should.Throw<ArgumentException>(() => new Security.SecurityHeaders(new GalleryOptions { UploadOrigin = origin })).Message.ShouldContain(origin);

    [Fact]
    public async Task Whom_the_host_does_not_know_gets_no_address()
    {
        await using var gallery = await TestGallery.StartAsync(workers: 0, SigningObjectStore.Use, SignInMode.Password);
        using var response = await AnnounceAsync(Announcement(), gallery: gallery);
        await response.ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_key_that_is_too_long_is_refused()
    {
        using var response = await AnnounceAsync(Announcement(), new string('k', 201));
        (await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest)).ShouldContain("Idempotency-Key");
    }

    [Theory]
    [InlineData("00000000000000000000000000000000")]
    [InlineData("nonsense")]
    public async Task An_upload_that_nobody_announced_is_not_found(string id)
    {
        using var response = await CompleteAsync(id);
        await response.ShouldBeProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_is_larger_than_allowed_all_the_same_ends_as_failed_with_a_reason()
    {
        await using var gallery = await TestGallery.StartAsync(configure: services =>
        {
            SigningObjectStore.Use(services);
            services.AddSingleton(new PipelineOptions { MaxFileBytes = 50_000 });
        });
        using var announced = await AnnounceAsync(new { filename = "rocket.jpg", size = 50_000, signature = Signature }, gallery: gallery);
        var id = (await TestGallery.JsonAsync(announced)).GetProperty("id").GetString()!;
        await PutAsync(id, gallery);
        await UntilAsync(gallery, id, "failed");
        (await gallery.GetJsonAsync($"/api/images/{id}")).GetProperty("thumbnail").GetProperty("reason").GetString().ShouldNotBeNull().ShouldStartWith("The file is larger than");
    }

    private static Task UntilAsync(TestGallery gallery, string id, string status) => TestGallery.UntilAsync(async () =>
        (await gallery.GetJsonAsync($"/api/image_status/{id}")).TryGetProperty("overall_status", out var overall) && overall.GetString() == status);

    private static object Announcement() => new { filename = "rocket.jpg", size = Bytes.Length, signature = Signature };

    private Task<HttpResponseMessage> AnnounceAsync(object announcement, string? key = null, TestGallery? gallery = null) =>
        PostAsync("/api/uploads", announcement, key is null ? null : ("Idempotency-Key", key), gallery);

    private Task<HttpResponseMessage> CompleteAsync(string id, TestGallery? gallery = null) => PostAsync($"/api/uploads/{id}/complete", body: null, header: null, gallery);

    private async Task<string> AnnouncedAsync(TestGallery? gallery = null, string? key = null)
    {
        using var response = await AnnounceAsync(Announcement(), key, gallery);
        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        return (await TestGallery.JsonAsync(response)).GetProperty("id").GetString()!;
    }

    /// <summary>What the store does when a client puts the photograph to the address.</summary>
    private async Task PutAsync(string id, TestGallery? gallery = null)
    {
        await using var content = File.OpenRead(Photos.Path(Photo));
        await (gallery ?? _gallery).Services.GetRequiredService<ImageStores>().Originals.PutAsync($"originals/{id}.jpg", content, new PutOptions("image/jpeg"), CancellationToken);
    }

    private async Task<HttpResponseMessage> PostAsync(string path, object? body, (string Name, string Value)? header, TestGallery? gallery)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (header is var (name, value))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await (gallery ?? _gallery).Http.SendAsync(request, CancellationToken);
    }

    private async Task<HttpResponseMessage> FromPageAsync(string path, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(Announcement()) };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        if (token is not null)
        {
            request.Headers.Add("RequestVerificationToken", token);
        }

        return await _gallery.Http.SendAsync(request, CancellationToken);
    }
}

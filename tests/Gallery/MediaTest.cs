using System.Net;
using System.Net.Http.Headers;
using Vignette.Tests;

namespace Vignette.Gallery.Tests;

/// <summary>The pictures themselves.</summary>
public sealed class MediaTest : IAsyncLifetime
{
    private const string Photo = "good/rocket.jpg";

    private TestGallery _gallery = null!;
    private string _id = "";

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _gallery = await TestGallery.StartAsync();
        _id = await _gallery.AddSettledAsync(Photo, "猫 rocket.jpg");
    }

    public ValueTask DisposeAsync() => _gallery.DisposeAsync();

    [Theory]
    [InlineData("thumbnailUrl")]
    [InlineData("previewUrl")]
    public async Task A_rendition_is_a_JPEG_that_may_be_kept_for_good(string member)
    {
        var url = (await _gallery.GetJsonAsync($"/api/images/{_id}")).GetProperty(member).GetString()!;
        using var response = await _gallery.GetAsync(url);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("image/jpeg");
        response.Headers.CacheControl?.ToString().ShouldBe("max-age=31536000, private, immutable");
        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        (await response.Content.ReadAsByteArrayAsync(CancellationToken)).AsSpan().StartsWith((byte[])[0xFF, 0xD8, 0xFF]).ShouldBeTrue();
    }

    [Fact]
    public async Task A_rendition_without_a_version_is_asked_for_again_and_not_sent_again()
    {
        using var first = await _gallery.GetAsync($"/media/{_id}/thumb");
        first.Headers.CacheControl.ShouldNotBeNull().NoCache.ShouldBeTrue();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/media/{_id}/thumb");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag.ShouldNotBeNull());
        using var second = await _gallery.Http.SendAsync(request, CancellationToken);
        second.StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task The_original_is_what_was_uploaded()
    {
        using var response = await _gallery.GetAsync($"/media/{_id}/original");
        response.Content.Headers.ContentType?.MediaType.ShouldBe("image/jpeg");
        response.Content.Headers.ContentDisposition.ShouldBeNull();
        (await response.Content.ReadAsByteArrayAsync(CancellationToken)).ShouldBe(await File.ReadAllBytesAsync(Photos.Path(Photo), CancellationToken));
    }

    [Fact]
    public async Task A_download_has_the_file_s_name_whatever_it_is()
    {
        using var response = await _gallery.GetAsync($"/media/{_id}/original?download=1");
        var disposition = response.Content.Headers.GetValues("Content-Disposition").Single();
        disposition.ShouldStartWith("attachment; filename=");
        disposition.ShouldContain("filename*=UTF-8''%E7%8C%AB");
        disposition.ShouldAllBe(character => character >= ' ' && character <= '~');
    }

    [Fact]
    public async Task A_part_of_a_picture_can_be_had()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/media/{_id}/original");
        request.Headers.Range = new RangeHeaderValue(10, 19);
        using var response = await _gallery.Http.SendAsync(request, CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        (await response.Content.ReadAsByteArrayAsync(CancellationToken)).ShouldBe((await File.ReadAllBytesAsync(Photos.Path(Photo), CancellationToken))[10..20]);
    }

    [Fact]
    public async Task A_part_that_is_not_there_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/media/{_id}/original");
        request.Headers.Range = new RangeHeaderValue(1 << 30, null);
        using var response = await _gallery.Http.SendAsync(request, CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.RequestedRangeNotSatisfiable);
    }

    [Fact]
    public async Task The_head_alone_can_be_had()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, $"/media/{_id}/original");
        using var response = await _gallery.Http.SendAsync(request, CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentLength.ShouldBe(new FileInfo(Photos.Path(Photo)).Length);
    }

    [Theory]
    [InlineData("/media/00000000000000000000000000000000/thumb")]
    [InlineData("/media/00000000000000000000000000000000/original")]
    [InlineData("/media/nonsense/preview")]
    [InlineData("/media/00000000000000000000000000000000/huge")]
    public async Task A_picture_that_is_not_there_is_not_found(string path)
    {
        using var response = await _gallery.GetAsync(path);
        await response.ShouldBeProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Where_the_store_signs_addresses_the_browser_is_sent_there()
    {
        await using var gallery = await TestGallery.StartAsync(configure: SigningObjectStore.Use);
        var id = await gallery.AddSettledAsync();

        using var thumb = await gallery.GetAsync($"/media/{id}/thumb?v=1");
        thumb.StatusCode.ShouldBe(HttpStatusCode.Found);
        thumb.Headers.Location?.ToString().ShouldBe($"https://pictures.example/thumb/{id}.jpg");
        thumb.Headers.CacheControl?.ToString().ShouldBe("max-age=450, private");

        using var download = await gallery.GetAsync($"/media/{id}/original?download=1");
        download.Headers.Location?.Query.ShouldBe("?name=one-pixel.png");

        using var page = await gallery.BrowseAsync("/gallery");
        page.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("img-src 'self' data: https://pictures.example;");
    }
}

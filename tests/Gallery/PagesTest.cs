using System.Net;
using System.Text.RegularExpressions;

namespace Vignette.Gallery.Tests;

/// <summary>What people see.</summary>
public sealed partial class PagesTest : IAsyncLifetime
{
    private TestGallery _gallery = null!;

    public async ValueTask InitializeAsync() => _gallery = await TestGallery.StartAsync();

    public ValueTask DisposeAsync() => _gallery.DisposeAsync();

    [Fact]
    public async Task An_empty_gallery_says_what_to_do()
    {
        var page = await PageAsync("/gallery");
        page.ShouldContain("No pictures yet");
        page.ShouldContain("href=\"/\"");
    }

    [Fact]
    public async Task A_search_without_a_result_says_so()
    {
        await _gallery.AddSettledAsync();
        var page = await PageAsync("/gallery?q=xylophone");
        page.ShouldContain("Nothing found");
        page.ShouldContain("value=\"xylophone\"");
    }

    [Fact]
    public async Task A_tile_shows_the_thumbnail_the_caption_and_that_no_model_wrote_it()
    {
        var id = await _gallery.AddSettledAsync("good/rocket.jpg");
        var image = await _gallery.GetJsonAsync($"/api/images/{id}");
        var caption = image.GetProperty("caption").GetString();
        var page = WebUtility.HtmlDecode(await PageAsync("/gallery"));
        page.ShouldContain($"<img src=\"{image.GetProperty("thumbnailUrl").GetString()}\" width=\"320\" height=\"214\" alt=\"{caption}\"");
        page.ShouldContain($"fill=\"{image.GetProperty("picture").GetProperty("dominantColor").GetString()}\"");
        page.ShouldContain("<span class=\"badge\"");
        page.ShouldContain(">offline</span>");
    }

    [Fact]
    public async Task An_image_page_shows_what_is_known()
    {
        var id = await _gallery.AddSettledAsync("good/rocket-exif6.jpg");
        var page = await PageAsync($"/images/{id}");
        foreach (var fact in (string[])["rocket-exif6.jpg", "214 × 320", "image/jpeg", "Test Camera", id, "History", "Download", "Delete", "/gallery?tag=portrait"])
        {
            page.ShouldContain(fact);
        }
    }

    [Fact]
    public async Task A_failed_image_shows_why_and_a_retry_button()
    {
        var id = await _gallery.AddSettledAsync("bad/truncated.jpg");
        foreach (var path in (string[])["/gallery", $"/images/{id}", "/gallery?status=failed"])
        {
            var page = await PageAsync(path);
            page.ShouldContain("damaged or cut off");
            page.ShouldContain($"action=\"/images/{id}/retry\"");
        }
    }

    [Fact]
    public async Task Without_scripts_an_image_can_be_edited()
    {
        var id = await _gallery.AddSettledAsync();
        using var edited = await PostFormAsync($"/images/{id}/edit", id, ("caption", "A <single> dot"), ("tags", "dot, Ünïcode, ,dot"), ("version", "1"));
        edited.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        edited.Headers.Location?.ToString().ShouldBe($"/images/{id}");
        var page = await PageAsync($"/images/{id}");
        page.ShouldContain("A &lt;single&gt; dot");
        page.ShouldContain("Written by a person.");
        page.ShouldContain("/gallery?tag=%C3%9Cn%C3%AFcode");
        (await PageAsync("/gallery?tag=%C3%9Cn%C3%AFcode")).ShouldContain(id);
    }

    [Fact]
    public async Task An_edit_of_an_outdated_version_keeps_the_text_and_says_what_happened()
    {
        var id = await _gallery.AddSettledAsync();
        (await PostFormAsync($"/images/{id}/edit", id, ("caption", "First"), ("tags", ""), ("version", "1"))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        using var second = await PostFormAsync($"/images/{id}/edit", id, ("caption", "Second"), ("tags", "mine"), ("version", "1"));
        second.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var page = await TestGallery.TextAsync(second);
        page.ShouldContain("Somebody else changed this image");
        page.ShouldContain("Second</textarea>");
        page.ShouldContain("name=\"version\" value=\"2\"");
        (await _gallery.GetJsonAsync($"/api/images/{id}")).GetProperty("caption").GetString().ShouldBe("First");
    }

    [Fact]
    public async Task An_edit_that_is_not_valid_says_why()
    {
        var id = await _gallery.AddSettledAsync();
        using var response = await PostFormAsync($"/images/{id}/edit", id, ("caption", new string('x', 2001)), ("tags", ""), ("version", "1"));
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await TestGallery.TextAsync(response)).ShouldContain("at most 2,000 characters");
    }

    [Fact]
    public async Task Without_scripts_an_image_can_be_retried_and_deleted()
    {
        var id = await _gallery.AddSettledAsync("bad/truncated.jpg");
        (await PostFormAsync($"/images/{id}/retry", id)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        await TestGallery.UntilAsync(async () => (await _gallery.GetJsonAsync($"/api/images/{id}")).GetProperty("history").GetArrayLength() > 4);
        (await PostFormAsync($"/images/{id}/delete", id)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await _gallery.BrowseAsync($"/images/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Tiles_can_be_had_alone()
    {
        var id = await _gallery.AddSettledAsync();
        var tiles = await PageAsync($"/gallery/tiles?ids={id},{new string('0', 32)}");
        tiles.ShouldContain($"id=\"image-{id}\"");
        tiles.ShouldNotContain("<html");
    }

    [Theory]
    [InlineData("/gallery/tiles")]
    [InlineData("/gallery/tiles?ids=nonsense")]
    [InlineData("/gallery?after=nonsense")]
    [InlineData("/gallery?after=-1")]
    [InlineData("/gallery?status=nonsense")]
    public async Task A_bad_address_is_answered_with_an_error_page(string path)
    {
        using var response = await _gallery.BrowseAsync(path);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await ShouldBeErrorPageAsync(response);
    }

    [Theory]
    [InlineData("/nowhere")]
    [InlineData("/images/nonsense")]
    [InlineData("/images/00000000000000000000000000000000")]
    [InlineData("/images/..%2f..%2fetc%2fpasswd")]
    [InlineData("/media/nonsense/thumb")]
    public async Task An_address_that_does_not_exist_is_answered_with_an_error_page(string path)
    {
        using var response = await _gallery.BrowseAsync(path);
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await ShouldBeErrorPageAsync(response);
    }

    [Fact]
    public async Task Pages_have_neither_inline_scripts_nor_inline_styles_nor_anything_from_elsewhere()
    {
        var id = await _gallery.AddSettledAsync("bad/truncated.jpg");
        foreach (var path in (string[])["/", "/gallery", $"/images/{id}", "/nowhere"])
        {
            using var response = await _gallery.BrowseAsync(path);
            var page = await TestGallery.TextAsync(response);
            Inline().Matches(page).ShouldBeEmpty(path);
            foreach (Match address in Address().Matches(page))
            {
                address.Groups[1].Value.ShouldMatch("^(/(?!/)|#|data:image/)", path);
            }
        }
    }

    [Fact]
    public async Task Assets_may_be_kept_for_good_and_another_release_s_may_not()
    {
        var page = await PageAsync("/");
        foreach (var asset in Asset().Matches(page).Select(match => match.Value).Distinct())
        {
            using var response = await _gallery.GetAsync(asset);
            response.StatusCode.ShouldBe(HttpStatusCode.OK, asset);
            response.Headers.CacheControl?.ToString().ShouldBe("public, max-age=31536000, immutable");
        }

        using var old = await _gallery.GetAsync("/assets/0123456789abcdef/gallery.css");
        old.StatusCode.ShouldBe(HttpStatusCode.OK);
        old.Headers.CacheControl?.ToString().ShouldBe("no-store");
        (await _gallery.GetAsync("/assets/0123456789abcdef/nothing.css")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task ShouldBeErrorPageAsync(HttpResponseMessage response)
    {
        response.Content.Headers.ContentType?.MediaType.ShouldBe("text/html");
        var page = await TestGallery.TextAsync(response);
        page.ShouldContain("<h1>");
        page.ShouldContain("To the gallery");
        page.ShouldNotContain("   at ");
    }

    private async Task<string> PageAsync(string path)
    {
        using var response = await _gallery.BrowseAsync(path);
        var text = await TestGallery.TextAsync(response);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return text;
    }

    private async Task<HttpResponseMessage> PostFormAsync(string path, string id, params (string Name, string Value)[] fields)
    {
        var token = await _gallery.TokenAsync($"/images/{id}");
        using var form = new FormUrlEncodedContent(
            fields.Append(("__RequestVerificationToken", token)).Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
        return await _gallery.BrowseAsync(HttpMethod.Post, path, form);
    }

    [GeneratedRegex("""<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=|javascript:""", RegexOptions.IgnoreCase)]
    private static partial Regex Inline();

    [GeneratedRegex("\\s(?:src|href|action)=\"([^\"]*)\"")]
    private static partial Regex Address();

    [GeneratedRegex("/assets/[0-9a-f]+/[a-z.]+")]
    private static partial Regex Asset();
}

using System.Net;
using System.Text;
using Vignette.Tests;

namespace Vignette.Gallery.Tests;

/// <summary>Files in, by program and by form.</summary>
public sealed class UploadTest : IAsyncLifetime
{
    private TestGallery _gallery = null!;

    public async ValueTask InitializeAsync() => _gallery = await TestGallery.StartAsync();

    public ValueTask DisposeAsync() => _gallery.DisposeAsync();

    [Fact]
    public async Task Every_good_photograph_is_taken_and_completed()
    {
        foreach (var photo in Photos.Good)
        {
            using var response = await _gallery.UploadAsync(null, (Path.GetFileName(photo), await TestGallery.PhotoAsync(photo)));
            response.StatusCode.ShouldBe(HttpStatusCode.Created, photo);
            var reply = await TestGallery.JsonAsync(response);
            var image = reply.GetProperty("images")[0];
            image.GetProperty("filename").GetString().ShouldBe(Path.GetFileName(photo));
            image.GetProperty("url").GetString().ShouldBe($"/images/{image.GetProperty("id").GetString()}");
            reply.GetProperty("rejected").GetArrayLength().ShouldBe(0);
        }

        await TestGallery.UntilAsync(async () =>
            (await _gallery.GetJsonAsync("/api/images?status=completed&limit=200")).GetProperty("images").GetArrayLength() == Photos.Good.Count);
        var images = (await _gallery.GetJsonAsync("/api/images?limit=200")).GetProperty("images").EnumerateArray().ToArray();
        images.Length.ShouldBe(Photos.Good.Count);
        images.ShouldAllBe(image => image.GetProperty("captionOrigin").GetString() == "offline");
    }

    [Theory]
    [InlineData("bad/bomb-30000x30000.png")]
    [InlineData("bad/bomb-30000x30000-header.png")]
    [InlineData("bad/jpeg-magic-only.jpg")]
    [InlineData("bad/script.gif")]
    [InlineData("bad/truncated.jpg")]
    public async Task A_file_that_only_decoding_tells_is_bad_ends_as_failed_with_a_reason(string photo)
    {
        var id = await _gallery.AddSettledAsync(photo);
        var image = await _gallery.GetJsonAsync($"/api/images/{id}");
        image.GetProperty("status").GetString().ShouldBe("failed");
        var reason = image.GetProperty("thumbnail").GetProperty("reason").GetString();
        reason.ShouldNotBeNullOrWhiteSpace();
        image.GetProperty("caption").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);

        using var page = await _gallery.BrowseAsync("/gallery");
        WebUtility.HtmlDecode(await TestGallery.TextAsync(page)).ShouldContain(reason);
    }

    [Fact]
    public async Task A_form_post_leads_to_the_gallery_which_says_what_came_of_it()
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(await _gallery.TokenAsync()), "__RequestVerificationToken" },
            { await TestGallery.PhotoAsync("good/one-pixel.png"), "file", "one.png" },
            { await TestGallery.PhotoAsync("bad/pdf.png"), "file", "two.png" },
        };
        using var response = await _gallery.BrowseAsync(HttpMethod.Post, "/upload", form);
        response.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var location = response.Headers.Location.ShouldNotBeNull().ToString();
        location.ShouldBe("/gallery?added=1&other=1");

        using var page = await _gallery.BrowseAsync(location);
        var text = await TestGallery.TextAsync(page);
        text.ShouldContain("1 picture added.");
        text.ShouldContain("1 file was not taken:");
    }

    [Fact]
    public async Task A_form_of_which_nothing_is_taken_is_answered_with_a_page_that_says_why()
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(await _gallery.TokenAsync()), "__RequestVerificationToken" },
            { await TestGallery.PhotoAsync("bad/pdf.png"), "file", "<i>plan<i>.png" },
        };
        using var response = await _gallery.BrowseAsync(HttpMethod.Post, "/upload", form);
        response.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("text/html");
        (await TestGallery.TextAsync(response)).ShouldContain("&lt;i&gt;plan&lt;i&gt;.png: This is not a JPEG, PNG, GIF or WebP picture.");
        await _gallery.ShouldHaveNothingAsync();
    }

    [Fact]
    public async Task One_bad_file_does_not_hinder_the_others()
    {
        using var response = await _gallery.UploadAsync(
            null,
            ("first.png", await TestGallery.PhotoAsync("good/one-pixel.png")),
            ("second.jpg", await TestGallery.PhotoAsync("bad/shell.jpg")),
            ("third.jpg", TestGallery.Part([])),
            ("fourth.png", await TestGallery.PhotoAsync("good/chelsea.png")));
        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        var reply = await TestGallery.JsonAsync(response);
        reply.GetProperty("images").EnumerateArray().Select(image => image.GetProperty("filename").GetString()).ShouldBe(["first.png", "fourth.png"]);
        reply.GetProperty("rejected").EnumerateArray().Select(file => file.GetProperty("filename").GetString()).ShouldBe(["second.jpg", "third.jpg"]);
        reply.GetProperty("rejected")[1].GetProperty("reason").GetString().ShouldBe("The file is empty.");
    }

    [Fact]
    public async Task A_request_that_is_sent_again_under_its_key_brings_no_picture_in_twice()
    {
        for (var attempt = 0; attempt < 2; attempt++)
        {
            using var response = await _gallery.UploadAsync(
                "my holidays",
                ("a.png", await TestGallery.PhotoAsync("good/one-pixel.png")),
                ("b.png", await TestGallery.PhotoAsync("good/chelsea.png")));
            response.StatusCode.ShouldBe(HttpStatusCode.Created);
        }

        (await _gallery.CountAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task A_key_that_is_too_long_is_refused()
    {
        using var response = await _gallery.UploadAsync(new string('k', 201), ("a.png", await TestGallery.PhotoAsync("good/one-pixel.png")));
        (await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest)).ShouldContain("Idempotency-Key");
        await _gallery.ShouldHaveNothingAsync();
    }

    [Theory]
    [InlineData("猫 & <b>bold<b> \U0001F408.png", "猫 & <b>bold<b> \U0001F408.png")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("'; DROP TABLE images; --.png", "'; DROP TABLE images; --.png")]
    [InlineData("CON.png", "CON.png")]
    public async Task A_name_is_data_and_nothing_else(string name, string shown)
    {
        var id = await _gallery.AddSettledAsync(fileName: name);
        (await _gallery.GetJsonAsync($"/api/images/{id}")).GetProperty("filename").GetString().ShouldBe(shown);
        foreach (var path in (string[])[$"/images/{id}", "/gallery", "/"])
        {
            using var page = await _gallery.BrowseAsync(path);
            page.StatusCode.ShouldBe(HttpStatusCode.OK);
            (await TestGallery.TextAsync(page)).ShouldNotContain("<b>bold");
        }

        _gallery.StoredFiles().ShouldAllBe(file => Path.GetFileName(file).StartsWith(id, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_name_cannot_smuggle_a_header_into_the_download()
    {
        const string Boundary = "divide";
        var body = Encoding.UTF8.GetBytes($"--{Boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a%0D%0ASet-Cookie: x=1.png\"\r\n\r\n");
        byte[] end = [.. "\r\n"u8, .. Encoding.UTF8.GetBytes($"--{Boundary}--\r\n")];
        using var content = new ByteArrayContent([.. body, .. await File.ReadAllBytesAsync(Photos.Path("good/one-pixel.png"), TestContext.Current.CancellationToken), .. end]);
        content.Headers.TryAddWithoutValidation("Content-Type", $"multipart/form-data; boundary={Boundary}");
        using var response = await _gallery.PostAsync(content);
        var id = (await TestGallery.JsonAsync(response)).GetProperty("images")[0].GetProperty("id").GetString();
        using var download = await _gallery.GetAsync($"/media/{id}/original?download=1");
        download.StatusCode.ShouldBe(HttpStatusCode.OK);
        download.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    [Fact]
    public async Task Fields_that_nobody_asked_for_are_passed_over()
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent("holidays"), "album" },
            { await TestGallery.PhotoAsync("good/one-pixel.png"), "file", "one.png" },
            { await TestGallery.PhotoAsync("good/one-pixel.png"), "other", "two.png" },
        };
        using var response = await _gallery.PostAsync(form);
        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await _gallery.CountAsync()).ShouldBe(1);
    }
}

using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Vignette.Pipeline;
using Vignette.Tests;

namespace Vignette.Gallery.Tests;

/// <summary>Requests that are wrong: a clear 4xx, nothing left behind, and the process as well as before.</summary>
public sealed class BadUploadTest : IAsyncLifetime
{
    private const int MaxFileBytes = 1 << 20;
    private const string Boundary = "divide";

    private TestGallery _gallery = null!;

    public async ValueTask InitializeAsync() => _gallery = await TestGallery.StartAsync(
        workers: 0,
        services => services.AddSingleton(new PipelineOptions { MaxFileBytes = MaxFileBytes, MaxFilesPerRequest = 5 }));

    public ValueTask DisposeAsync() => _gallery.DisposeAsync();

    [Theory]
    [InlineData("bad/empty.jpg", HttpStatusCode.BadRequest)]
    [InlineData("bad/random.png", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("bad/pdf.png", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("bad/shell.jpg", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("bad/vector.jpg", HttpStatusCode.UnsupportedMediaType)]
    public async Task A_file_that_is_no_picture_is_refused(string photo, HttpStatusCode status)
    {
        using var response = await _gallery.UploadAsync(null, ("holiday.jpg", await TestGallery.PhotoAsync(photo)));
        await response.ShouldBeProblemAsync(status);
        var rejected = (await TestGallery.JsonAsync(response)).GetProperty("rejected")[0];
        rejected.GetProperty("filename").GetString().ShouldBe("holiday.jpg");
        rejected.GetProperty("reason").GetString().ShouldNotBeNullOrWhiteSpace();
        await _gallery.ShouldHaveNothingAsync();
    }

    [Theory]
    [InlineData(MaxFileBytes + 1)]
    [InlineData(MaxFileBytes * 2)]
    [InlineData(MaxFileBytes * 8)]
    public async Task A_file_that_is_too_large_is_refused(int size)
    {
        using var response = await _gallery.UploadAsync(null, ("large.jpg", TestGallery.Part(Jpeg(size))));
        await response.ShouldBeProblemAsync(HttpStatusCode.RequestEntityTooLarge);
        await _gallery.ShouldHaveNothingAsync();
    }

    [Fact]
    public async Task A_file_of_just_the_limit_is_taken()
    {
        using var response = await _gallery.UploadAsync(null, ("limit.jpg", TestGallery.Part(Jpeg(MaxFileBytes))));
        response.StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_file_that_goes_on_and_on_takes_the_whole_request_with_it()
    {
        using var response = await _gallery.UploadAsync(
            null,
            ("good.png", await TestGallery.PhotoAsync("good/one-pixel.png")),
            ("large.jpg", TestGallery.Part(Jpeg(MaxFileBytes * 4))));
        (await response.ShouldBeProblemAsync(HttpStatusCode.RequestEntityTooLarge)).ShouldContain("Nothing of this upload was stored");
        await _gallery.ShouldHaveNothingAsync();
    }

    [Fact]
    public async Task A_form_without_a_file_is_refused()
    {
        using var form = new MultipartFormDataContent { { new StringContent("hello"), "text" } };
        using var response = await _gallery.PostAsync(form);
        (await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest)).ShouldContain("no file");
    }

    [Fact]
    public async Task A_form_in_which_no_file_was_chosen_is_refused()
    {
        using var response = await PostAsync($"--{Boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\"\r\nContent-Type: application/octet-stream\r\n\r\n\r\n--{Boundary}--\r\n");
        (await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest)).ShouldContain("no file");
    }

    [Theory]
    [InlineData("multipart/form-data", HttpStatusCode.BadRequest)]
    [InlineData("multipart/form-data; boundary=", HttpStatusCode.BadRequest)]
    [InlineData("multipart/form-data; boundary=\"\"", HttpStatusCode.BadRequest)]
    [InlineData("multipart/form-data; boundary=another", HttpStatusCode.BadRequest)]
    [InlineData("multipart/mixed; boundary=divide", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("image/png", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("nonsense", HttpStatusCode.UnsupportedMediaType)]
    [InlineData(null, HttpStatusCode.UnsupportedMediaType)]
    public async Task A_body_that_is_no_form_or_names_the_wrong_boundary_is_refused(string? contentType, HttpStatusCode status)
    {
        using var response = await PostAsync(Form(Png()), contentType);
        await response.ShouldBeProblemAsync(status);
        await _gallery.ShouldHaveNothingAsync();
    }

    [Fact]
    public async Task A_boundary_that_is_too_long_is_refused()
    {
        using var response = await PostAsync(Form(Png()), $"multipart/form-data; boundary={new string('b', 300)}");
        await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Content-Disposition: nonsense;;=\r\n")]
    [InlineData("No colon here\r\n")]
    public async Task A_part_whose_header_cannot_be_read_is_refused(string header)
    {
        using var response = await PostAsync($"--{Boundary}\r\n{header}\r\ncontent\r\n--{Boundary}--\r\n");
        await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest);
        await _gallery.ShouldHaveNothingAsync();
    }

    [Fact]
    public async Task A_part_with_too_many_headers_is_refused()
    {
        var headers = string.Concat(Enumerable.Range(0, 1_000).Select(number => $"X-{number.ToString(CultureInfo.InvariantCulture)}: y\r\n"));
        using var response = await PostAsync($"--{Boundary}\r\n{headers}\r\ncontent\r\n--{Boundary}--\r\n");
        await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("file")]
    [InlineData("other")]
    public async Task Ten_thousand_parts_are_refused_and_what_was_stored_is_removed(string name)
    {
        var body = new MemoryStream();
        var png = Png();
        for (var part = 0; part < 10_000; part++)
        {
            body.Write(Encoding.ASCII.GetBytes($"--{Boundary}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{part.ToString(CultureInfo.InvariantCulture)}.png\"\r\n\r\n"));
            body.Write(png);
            body.Write("\r\n"u8);
        }

        body.Write(Encoding.ASCII.GetBytes($"--{Boundary}--\r\n"));
        var answer = await RawHttp.SendAsync(_gallery.Address, Head(body.Length), body.ToArray());
        answer.ShouldStartWith("HTTP/1.1 400 ");
        answer.ShouldContain("application/problem+json");
        await _gallery.ShouldHaveNothingAsync();
    }

    [Fact]
    public async Task A_field_that_is_too_long_is_refused()
    {
        using var form = new MultipartFormDataContent { { new StringContent(new string('x', 20_000)), "text" } };
        using var response = await _gallery.PostAsync(form);
        await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.7)]
    [InlineData(0.99)]
    public async Task A_body_that_is_cut_off_leaves_nothing(double share)
    {
        byte[] body = [.. FormPart(Png(), "first.png"), .. FormPart(Jpeg(100_000), "second.jpg"), .. End];
        var answer = await RawHttp.SendAsync(_gallery.Address, Head(body.Length), body[..(int)(body.Length * share)]);
        if (answer.Length > 0)
        {
            answer.ShouldStartWith("HTTP/1.1 400 ");
            answer.ShouldNotContain("   at ");
        }

        await _gallery.ShouldHaveNothingAsync();
    }

    [Fact]
    public async Task A_body_without_its_last_boundary_leaves_nothing()
    {
        byte[] body = [.. FormPart(Png(), "first.png"), .. FormPart(Jpeg(100_000), "second.jpg")];
        using var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", $"multipart/form-data; boundary={Boundary}");
        using var response = await _gallery.PostAsync(content);
        await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest);
        await _gallery.ShouldHaveNothingAsync();
    }

    [Fact]
    public async Task Under_a_key_a_try_that_breaks_off_takes_nothing_back()
    {
        byte[] broken = [.. FormPart(Png(), "first.png"), .. FormPart(Jpeg(100_000), "second.jpg")];
        byte[] whole = [.. broken, .. End];
        (await StatusAsync(broken)).ShouldBe(HttpStatusCode.BadRequest);
        (await _gallery.CountAsync()).ShouldBe(1);

        (await StatusAsync(whole)).ShouldBe(HttpStatusCode.Created);
        (await _gallery.CountAsync()).ShouldBe(2);

        // A client that did not hear of that tries again.
        (await StatusAsync(broken)).ShouldBe(HttpStatusCode.BadRequest);
        (await _gallery.CountAsync()).ShouldBe(2);

        async Task<HttpStatusCode> StatusAsync(byte[] body)
        {
            using var content = new ByteArrayContent(body);
            content.Headers.TryAddWithoutValidation("Content-Type", $"multipart/form-data; boundary={Boundary}");
            using var response = await _gallery.PostAsync(content, "the same");
            return response.StatusCode;
        }
    }

    [Fact]
    public async Task A_chunked_body_that_breaks_off_leaves_nothing()
    {
        var part = FormPart(Jpeg(100_000), "first.jpg");
        byte[] head =
        [
            .. Encoding.ASCII.GetBytes($"POST /upload HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\nContent-Type: multipart/form-data; boundary={Boundary}\r\nTransfer-Encoding: chunked\r\n\r\n"),
            .. Encoding.ASCII.GetBytes(part.Length.ToString("x", CultureInfo.InvariantCulture) + "\r\n"),
        ];
        var answer = await RawHttp.SendAsync(_gallery.Address, head, part[..50_000]);
        if (answer.Length > 0)
        {
            answer.ShouldStartWith("HTTP/1.1 400 ");
        }

        await _gallery.ShouldHaveNothingAsync();
    }

    [Fact]
    public async Task Other_addresses_take_small_bodies_only()
    {
        using var content = new StringContent(new string(' ', 1 << 20), Encoding.UTF8, "application/json");
        using var response = await _gallery.Http.PatchAsync(new Uri($"/api/images/{new string('0', 32)}", UriKind.Relative), content, TestContext.Current.CancellationToken);
        await response.ShouldBeProblemAsync(HttpStatusCode.RequestEntityTooLarge);
    }

    private static byte[] End { get; } = Encoding.ASCII.GetBytes($"--{Boundary}--\r\n");

    private static byte[] Png() => File.ReadAllBytes(Photos.Path("good/one-pixel.png"));

    private static byte[] Jpeg(int size)
    {
        var content = new byte[size];
        ((byte[])[0xFF, 0xD8, 0xFF, 0xE0]).CopyTo(content, 0);
        return content;
    }

    private static byte[] FormPart(byte[] file, string name) =>
        [.. Encoding.ASCII.GetBytes($"--{Boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n"), .. file, .. "\r\n"u8];

    private static byte[] Form(byte[] file) => [.. FormPart(file, "one.png"), .. End];

    private static byte[] Head(long length) =>
        Encoding.ASCII.GetBytes($"POST /upload HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\nContent-Type: multipart/form-data; boundary={Boundary}\r\nContent-Length: {length.ToString(CultureInfo.InvariantCulture)}\r\n\r\n");

    private Task<HttpResponseMessage> PostAsync(string body) => PostAsync(Encoding.UTF8.GetBytes(body), $"multipart/form-data; boundary={Boundary}");

    private async Task<HttpResponseMessage> PostAsync(byte[] body, string? contentType)
    {
        using var content = new ByteArrayContent(body);
        if (contentType is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        return await _gallery.PostAsync(content);
    }
}

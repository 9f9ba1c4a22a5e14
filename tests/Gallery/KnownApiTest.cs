using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Vignette.Pipeline.Objects;
using Vignette.Tests;

namespace Vignette.Gallery.Tests;

/// <summary>Which contents are there already.</summary>
public sealed class KnownApiTest : IAsyncLifetime
{
    private const string Photo = "good/one-pixel.png";

    private static readonly string Other = new('0', 64);

    private TestGallery _gallery = null!;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _gallery = await TestGallery.StartAsync();

    public ValueTask DisposeAsync() => _gallery.DisposeAsync();

    public static TheoryData<string> BadRequests =>
    [
        """{"digests":[]}""",
        "{}",
        """{"digests":[null]}""",
        """{"digests":["abc"]}""",
        $$"""{"digests":["{{new string('A', 64)}}"]}""",
        $$"""{"digests":["{{new string('a', 65)}}"]}""",
        $$"""{"digests":["{{new string('g', 64)}}"]}""",
        $$"""{"digests":[{{string.Join(',', Enumerable.Range(0, 1001).Select(i => $"\"{i:x64}\""))}}]}""",
    ];

    [Theory]
    [MemberData(nameof(BadRequests))]
    public async Task What_is_not_asked_as_it_must_be_is_refused_with_what_is_allowed(string body)
    {
        using var response = await PostAsync(body);
        (await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest)).ShouldBe("digests are 1 to 1000 SHA-256 digests: 64 lower-case hexadecimal digits each.");
    }

    [Theory]
    [InlineData("""{"digests":"abc"}""")]
    [InlineData("null")]
    [InlineData("")]
    public async Task What_is_no_request_is_refused(string body)
    {
        using var response = await PostAsync(body);
        await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_body_that_is_larger_than_any_request_is_not_read()
    {
        using var response = await PostAsync($$"""{"digests":["{{new string('a', 200_000)}}"]}""");
        await response.ShouldBeProblemAsync(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task An_upload_is_known_at_once_and_in_the_trash_too()
    {
        var digest = await DigestAsync(Photo);
        (await KnownAsync(digest)).GetArrayLength().ShouldBe(0);

        var id = await _gallery.AddAsync(Photo);
        (await KnownAsync(Other, digest)).GetRawText().ShouldBe($$"""[{"digest":"{{digest}}","id":"{{id}}","url":"/images/{{id}}","inTrash":false}]""");

        (await _gallery.Http.DeleteAsync(new Uri($"/api/images/{id}", UriKind.Relative), CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await KnownAsync(digest)).GetRawText().ShouldBe($$"""[{"digest":"{{digest}}","id":"{{id}}","url":"/trash","inTrash":true}]""");

        (await _gallery.Http.DeleteAsync(new Uri($"/api/trash/{id}", UriKind.Relative), CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await KnownAsync(digest)).GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task As_many_as_are_allowed_are_answered_at_once()
    {
        await _gallery.AddAsync(Photo);
        string[] digests = [await DigestAsync(Photo), .. Enumerable.Range(0, 999).Select(i => $"{i:x64}")];
        (await KnownAsync(digests)).GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task What_came_past_the_gallery_is_known_once_it_was_looked_at()
    {
        var originals = _gallery.Services.GetRequiredService<ImageStores>().Originals;
        foreach (var photo in (string[])[Photo, "bad/truncated.jpg"])
        {
            await using var content = File.OpenRead(Photos.Path(photo));
            await originals.PutAsync($"copied/{Path.GetFileName(photo)}", content, new PutOptions("image/png"), CancellationToken);
        }

        var (good, bad) = (await DigestAsync(Photo), await DigestAsync("bad/truncated.jpg"));
        await TestGallery.UntilAsync(async () => (await KnownAsync(good, bad)).GetArrayLength() == 2);
    }

    [Fact]
    public async Task The_description_has_it()
    {
        var operation = (await _gallery.GetJsonAsync("/openapi/v1.json")).GetProperty("paths").GetProperty("/api/images/known").GetProperty("post");
        operation.GetProperty("operationId").GetString().ShouldBe("FindKnownImages");
        operation.GetProperty("description").GetString().ShouldNotBeNull().ShouldContain("1 to 1000 SHA-256 digests");
        operation.GetProperty("responses").EnumerateObject().Select(response => response.Name).ShouldBe(["200", "400", "413"]);
    }

    private static async Task<string> DigestAsync(string photo) => Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Photos.Path(photo), CancellationToken)));

    private async Task<JsonElement> KnownAsync(params string[] digests)
    {
        using var response = await PostAsync(JsonSerializer.Serialize(new { digests }));
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await TestGallery.TextAsync(response));
        return (await TestGallery.JsonAsync(response)).GetProperty("known");
    }

    private async Task<HttpResponseMessage> PostAsync(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await _gallery.Http.PostAsync(new Uri("/api/images/known", UriKind.Relative), content, CancellationToken);
    }
}

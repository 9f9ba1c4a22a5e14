using System.Net;
using System.Text;
using System.Text.Json;

namespace Vignette.Gallery.Tests;

/// <summary>One thing done with many images.</summary>
public sealed class BulkApiTest : IAsyncLifetime
{
    private const string Unknown = "00000000000000000000000000000000";

    private TestGallery _gallery = null!;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _gallery = await TestGallery.StartAsync();

    public ValueTask DisposeAsync() => _gallery.DisposeAsync();

    public static TheoryData<string, string> BadRequests => new()
    {
        { """{"ids":[],"action":"delete"}""", "ids are 1 to 100" },
        { """{"action":"delete"}""", "ids are 1 to 100" },
        { $$"""{"ids":["{{Unknown}}","{{Unknown}}"],"action":"delete"}""", "none of them twice" },
        { $$"""{"ids":[{{string.Join(',', Enumerable.Range(0, 101).Select(i => $"\"{i:x32}\""))}}],"action":"delete"}""", "ids are 1 to 100" },
        { """{"ids":["nonsense"],"action":"delete"}""", "32 lower-case hexadecimal digits" },
        { """{"ids":[null],"action":"delete"}""", "32 lower-case hexadecimal digits" },
        { $$"""{"ids":["{{Unknown}}"]}""", "action is one of" },
        { $$"""{"ids":["{{Unknown}}"],"action":"tag"}""", "at least one" },
        { $$"""{"ids":["{{Unknown}}"],"action":"tag","tags":[]}""", "at least one" },
        { $$"""{"ids":["{{Unknown}}"],"action":"tag","tags":["  "]}""", "64" },
        { $$"""{"ids":["{{Unknown}}"],"action":"tag","tags":["{{new string('x', 65)}}"]}""", "64" },
        { $$"""{"ids":["{{Unknown}}"],"action":"review"}""", "review is one of" },
        { $$"""{"ids":["{{Unknown}}"],"action":"review","review":"done"}""", "review is one of" },
    };

    [Theory]
    [MemberData(nameof(BadRequests))]
    public async Task A_bad_request_is_refused_with_what_is_allowed(string body, string reason)
    {
        var id = await _gallery.AddSettledAsync();
        using var response = await PostAsync(body);
        (await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest)).ShouldContain(reason);
        (await _gallery.GetJsonAsync($"/api/images/{id}")).GetProperty("version").GetInt64().ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"ids":1}""")]
    [InlineData("""{"ids":["x"],"action":"explode"}""")]
    [InlineData("""{"ids":["x"],"action":3}""")]
    [InlineData("nonsense")]
    public async Task What_is_no_request_is_refused(string body)
    {
        using var response = await PostAsync(body);
        await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Tags_are_added_and_taken_away_image_by_image()
    {
        var (one, two) = (await _gallery.AddSettledAsync(), await _gallery.AddSettledAsync("good/rocket-exif6.jpg"));
        var before = await TagsAsync(two);

        (await OutcomesAsync("tag", [one, two, Unknown], "\"tags\":[\" Boat \",\"sea\"]")).ShouldBe(["done", "done", "not_found"]);
        (await TagsAsync(two)).ShouldBe([.. before, "Boat", "sea"]);
        (await OutcomesAsync("tag", [one, two], "\"tags\":[\"boat\"]")).ShouldBe(["unchanged", "unchanged"]);
        (await OutcomesAsync("untag", [one, two], "\"tags\":[\"BOAT\",\"sea\"]")).ShouldBe(["done", "done"]);
        (await TagsAsync(two)).ShouldBe(before);
        (await OutcomesAsync("untag", [two], "\"tags\":[\"boat\"]")).ShouldBe(["unchanged"]);
    }

    [Fact]
    public async Task An_image_with_as_many_tags_as_can_be_keeps_them_and_the_others_are_done()
    {
        var (full, other) = (await _gallery.AddSettledAsync(), await _gallery.AddSettledAsync());
        var tags = string.Join(',', Enumerable.Range(0, 50).Select(i => $"\"t{i}\""));
        (await OutcomesAsync("tag", [full], $"\"tags\":[{tags}]")).ShouldBe(["failed"], "the offline captioner's tags are there");
        var all = await TagsAsync(full);
        var missing = string.Join(',', Enumerable.Range(0, 50 - all.Count).Select(i => $"\"t{i}\""));
        (await OutcomesAsync("tag", [full], $"\"tags\":[{missing}]")).ShouldBe(["done"]);

        (await OutcomesAsync("tag", [full, other], "\"tags\":[\"more\"]")).ShouldBe(["failed", "done"]);
        (await TagsAsync(full)).Count.ShouldBe(50);
    }

    [Fact]
    public async Task A_review_state_is_set()
    {
        var (one, two) = (await _gallery.AddSettledAsync(), await _gallery.AddSettledAsync());
        (await OutcomesAsync("review", [one, Unknown], "\"review\":\"approved\"")).ShouldBe(["done", "not_found"]);
        (await OutcomesAsync("review", [one, two], "\"review\":\"approved\"")).ShouldBe(["unchanged", "done"]);
        (await _gallery.GetJsonAsync("/api/images/count?review=approved")).GetProperty("count").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task What_failed_is_tried_again_and_nothing_else()
    {
        var (well, broken) = (await _gallery.AddSettledAsync(), await _gallery.AddSettledAsync("bad/truncated.jpg"));
        (await OutcomesAsync("retry", [well, broken, Unknown])).ShouldBe(["unchanged", "done", "not_found"]);
    }

    [Fact]
    public async Task Images_are_deleted_and_restored()
    {
        var (one, two) = (await _gallery.AddSettledAsync(), await _gallery.AddSettledAsync());
        (await OutcomesAsync("delete", [one, two, Unknown])).ShouldBe(["done", "done", "not_found"]);
        (await _gallery.CountAsync()).ShouldBe(0);
        (await OutcomesAsync("restore", [one, Unknown])).ShouldBe(["done", "not_found"]);
        (await _gallery.CountAsync()).ShouldBe(1);
        (await OutcomesAsync("restore", [one])).ShouldBe(["not_found"]);
    }

    [Fact]
    public async Task A_browser_needs_a_token()
    {
        var id = await _gallery.AddSettledAsync();
        using var content = new StringContent($$"""{"ids":["{{id}}"],"action":"delete"}""", Encoding.UTF8, "application/json");
        using var response = await _gallery.BrowseAsync(HttpMethod.Post, "/api/images/bulk", content);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await _gallery.CountAsync()).ShouldBe(1);
        (await _gallery.TokenAsync("/gallery/selection")).ShouldNotBeEmpty();
    }

    private async Task<IReadOnlyList<string?>> OutcomesAsync(string action, string[] ids, string? more = null)
    {
        using var response = await PostAsync($$"""{"ids":[{{string.Join(',', ids.Select(id => $"\"{id}\""))}}],"action":"{{action}}"{{(more is null ? "" : $",{more}")}}}""");
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await TestGallery.TextAsync(response));
        var results = (await TestGallery.JsonAsync(response)).GetProperty("results").EnumerateArray().ToList();
        results.Select(result => result.GetProperty("id").GetString()).ShouldBe(ids);
        results.ShouldAllBe(result => (result.GetProperty("reason").ValueKind == JsonValueKind.String) == (result.GetProperty("outcome").GetString() == "failed" || result.GetProperty("outcome").GetString() == "not_found"));
        return [.. results.Select(result => result.GetProperty("outcome").GetString())];
    }

    private async Task<IReadOnlyList<string?>> TagsAsync(string id) =>
        [.. (await _gallery.GetJsonAsync($"/api/images/{id}")).GetProperty("tags").EnumerateArray().Select(tag => tag.GetString())];

    private async Task<HttpResponseMessage> PostAsync(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await _gallery.Http.PostAsync(new Uri("/api/images/bulk", UriKind.Relative), content, CancellationToken);
    }
}

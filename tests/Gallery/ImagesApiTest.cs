using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Vignette.Gallery.Tests;

/// <summary>The API for images.</summary>
public sealed class ImagesApiTest : IAsyncLifetime
{
    private const string Unknown = "00000000000000000000000000000000";

    private TestGallery _gallery = null!;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _gallery = await TestGallery.StartAsync();

    public ValueTask DisposeAsync() => _gallery.DisposeAsync();

    [Fact]
    public async Task An_image_s_status_has_the_shape_that_earlier_clients_know()
    {
        var id = await _gallery.AddSettledAsync("good/rocket.jpg");
        var status = await _gallery.GetJsonAsync($"/api/image_status/{id}");
        status.EnumerateObject().Select(member => member.Name).ShouldBe(
            ["id", "filename", "overall_status", "thumbnail_status", "annotation_status", "thumbnail_url", "annotation"]);
        status.GetProperty("id").GetString().ShouldBe(id);
        status.GetProperty("filename").GetString().ShouldBe("rocket.jpg");
        status.GetProperty("overall_status").GetString().ShouldBe("completed");
        status.GetProperty("thumbnail_status").GetString().ShouldBe("completed");
        status.GetProperty("annotation_status").GetString().ShouldBe("completed");
        status.GetProperty("annotation").GetString().ShouldNotBeNullOrWhiteSpace();
        (await _gallery.GetAsync(status.GetProperty("thumbnail_url").GetString()!)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(Unknown)]
    [InlineData("nonsense")]
    [InlineData("0")]
    public async Task The_status_of_an_unknown_image_is_not_found(string id)
    {
        using var response = await _gallery.GetAsync($"/api/image_status/{id}");
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var status = await TestGallery.JsonAsync(response);
        status.GetProperty("status").GetString().ShouldBe("not_found");
        status.GetProperty("error").GetString().ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public async Task An_image_is_told_with_tags_objects_and_history()
    {
        var id = await _gallery.AddSettledAsync("good/rocket-exif6.jpg");
        var image = await _gallery.GetJsonAsync($"/api/images/{id}");
        image.GetProperty("status").GetString().ShouldBe("completed");
        image.GetProperty("captionOrigin").GetString().ShouldBe("offline");
        image.GetProperty("thumbnail").GetProperty("status").GetString().ShouldBe("completed");
        image.GetProperty("picture").GetProperty("width").GetInt32().ShouldBe(214);
        image.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()).ShouldContain("portrait");
        image.GetProperty("objects").GetArrayLength().ShouldBe(0);
        image.GetProperty("history").EnumerateArray().Count(step => step.GetProperty("state").GetString() == "completed").ShouldBe(2);
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("PATCH", "")]
    [InlineData("DELETE", "")]
    [InlineData("POST", "/retry")]
    public async Task An_unknown_or_malformed_id_is_not_found(string method, string suffix)
    {
        foreach (var id in (string[])[Unknown, "nonsense", Unknown[..31], Unknown.Replace('0', 'A'), "..%2f..%2fetc"])
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), $"/api/images/{id}{suffix}");
            request.Content = method == "PATCH" ? Json("""{"caption":"x"}""") : null;
            using var response = await _gallery.Http.SendAsync(request, CancellationToken);
            await response.ShouldBeProblemAsync(HttpStatusCode.NotFound);
        }
    }

    [Theory]
    [InlineData("cursor=nonsense")]
    [InlineData("cursor=-1")]
    [InlineData("cursor=0")]
    [InlineData("cursor=99999999999999999999")]
    [InlineData("status=nonsense")]
    [InlineData("status=3")]
    [InlineData("limit=0")]
    [InlineData("limit=201")]
    [InlineData("limit=-1")]
    [InlineData("limit=many")]
    public async Task A_bad_query_is_refused(string query)
    {
        using var response = await _gallery.GetAsync($"/api/images?{query}");
        await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_search_that_is_too_long_is_refused()
    {
        using var text = await _gallery.GetAsync($"/api/images?q={new string('x', 201)}");
        await text.ShouldBeProblemAsync(HttpStatusCode.BadRequest);
        using var tag = await _gallery.GetAsync($"/api/images?tag={new string('x', 65)}");
        await tag.ShouldBeProblemAsync(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("%22")]
    [InlineData("%22%22")]
    [InlineData("*")]
    [InlineData("AND%20OR%20NOT%20(")]
    [InlineData("caption%3Ax")]
    [InlineData("%00")]
    [InlineData("%F0%9F%90%88")]
    [InlineData("'%3B--")]
    public async Task Whatever_is_searched_for_is_only_words(string query)
    {
        await _gallery.AddSettledAsync();
        using var response = await _gallery.GetAsync($"/api/images?q={query}");
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await TestGallery.TextAsync(response));
    }

    [Fact]
    public async Task Pages_do_not_shift_while_images_are_added()
    {
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add(await _gallery.AddAsync(fileName: $"{i.ToString(CultureInfo.InvariantCulture)}.png"));
        }

        ids.Reverse();
        var first = await _gallery.GetJsonAsync("/api/images?limit=2");
        await _gallery.AddAsync(fileName: "late.png");
        var second = await _gallery.GetJsonAsync($"/api/images?limit=2&cursor={first.GetProperty("next").GetString()}");
        await _gallery.AddAsync(fileName: "later.png");
        var third = await _gallery.GetJsonAsync($"/api/images?limit=2&cursor={second.GetProperty("next").GetString()}");
        JsonElement[] pages = [first, second, third];
        pages.SelectMany(page => page.GetProperty("images").EnumerateArray()).Select(image => image.GetProperty("id").GetString()).ShouldBe(ids);
        third.GetProperty("next").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Images_are_found_by_words_tag_and_status()
    {
        var rocket = await _gallery.AddSettledAsync("good/rocket-exif6.jpg");
        var broken = await _gallery.AddSettledAsync("bad/truncated.jpg");
        (await IdsAsync("q=rocket")).ShouldBe([rocket]);
        (await IdsAsync("q=camer%20test")).ShouldBe([rocket]);
        (await IdsAsync("tag=portrait")).ShouldBe([rocket]);
        (await IdsAsync("tag=nothing")).ShouldBeEmpty();
        (await IdsAsync("status=failed")).ShouldBe([broken]);
        (await IdsAsync("status=completed&q=rocket&tag=portrait")).ShouldBe([rocket]);
    }

    [Fact]
    public async Task An_edit_changes_what_it_names_and_raises_the_version()
    {
        var id = await _gallery.AddSettledAsync();
        using var response = await PatchAsync(id, """{"caption":"  A dot  ","tags":["dot","猫"]}""");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var image = await TestGallery.JsonAsync(response);
        image.GetProperty("caption").GetString().ShouldBe("A dot");
        image.GetProperty("captionOrigin").GetString().ShouldBe("person");
        image.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()).ShouldBe(["dot", "猫"]);
        image.GetProperty("version").GetInt64().ShouldBe(2);

        using var tags = await PatchAsync(id, """{"tags":[],"version":2}""");
        (await TestGallery.JsonAsync(tags)).GetProperty("caption").GetString().ShouldBe("A dot");
    }

    [Fact]
    public async Task An_edit_of_an_outdated_version_is_a_conflict()
    {
        var id = await _gallery.AddSettledAsync();
        await PatchAsync(id, """{"caption":"First"}""");
        using var response = await PatchAsync(id, """{"caption":"Second","version":1}""");
        await response.ShouldBeProblemAsync(HttpStatusCode.Conflict);
        (await TestGallery.JsonAsync(response)).GetProperty("version").GetInt64().ShouldBe(2);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"caption":5}""")]
    [InlineData("""{"caption":""}""")]
    [InlineData("""{"caption":"\u0000"}""")]
    [InlineData("""{"caption":"\ud800"}""")]
    [InlineData("""{"tags":"dot"}""")]
    [InlineData("""{"tags":[""]}""")]
    [InlineData("""{"tags":[null]}""")]
    [InlineData("""{"tags":["a\nb"]}""")]
    [InlineData("""{"version":"one"}""")]
    public async Task An_edit_that_is_not_valid_is_refused(string json)
    {
        var id = await _gallery.AddAsync();
        using var response = await PatchAsync(id, json);
        await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task An_edit_over_the_limits_is_refused()
    {
        var id = await _gallery.AddAsync();
        foreach (var edit in (object[])[
            new { caption = new string('x', 2001) },
            new { tags = new[] { new string('x', 65) } },
            new { tags = Enumerable.Range(0, 51).Select(number => number.ToString(CultureInfo.InvariantCulture)) }])
        {
            using var response = await PatchAsync(id, JsonSerializer.Serialize(edit));
            await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest);
        }
    }

    [Fact]
    public async Task An_edit_that_is_no_JSON_is_refused()
    {
        var id = await _gallery.AddAsync();
        using var content = new StringContent("caption=x", Encoding.UTF8, "text/plain");
        using var response = await _gallery.Http.PatchAsync(new Uri($"/api/images/{id}", UriKind.Relative), content, CancellationToken);
        await response.ShouldBeProblemAsync(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task Failed_tasks_are_started_again_and_others_are_left_alone()
    {
        var broken = await _gallery.AddSettledAsync("bad/truncated.jpg");
        using var started = await RetryAsync(broken);
        started.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await TestGallery.JsonAsync(started)).GetProperty("started").GetBoolean().ShouldBeTrue();

        var well = await _gallery.AddSettledAsync();
        using var nothing = await RetryAsync(well);
        nothing.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await TestGallery.JsonAsync(nothing)).GetProperty("started").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task The_wrong_method_is_refused()
    {
        using var response = await _gallery.Http.PutAsync(new Uri("/api/images", UriKind.Relative), Json("{}"), CancellationToken);
        await response.ShouldBeProblemAsync(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task The_API_description_lists_every_endpoint()
    {
        var description = await _gallery.GetJsonAsync("/openapi/v1.json");
        var operations = description.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => $"{operation.Name} {path.Name}"));
        operations.ShouldBe(
            [
                "post /upload",
                "post /api/uploads",
                "post /api/uploads/{id}/complete",
                "post /api/images/known",
                "post /api/images/bulk",
                "get /api/images",
                "get /api/images/facets",
                "get /api/images/count",
                "get /api/images/ids",
                "get /api/images/{id}",
                "patch /api/images/{id}",
                "delete /api/images/{id}",
                "post /api/images/{id}/retry",
                "post /api/images/{id}/restore",
                "get /api/images/{id}/annotations",
                "put /api/images/{id}/annotations",
                "get /api/labels",
                "get /api/export",
                "post /api/export",
                "post /api/import",
                "get /api/trash",
                "delete /api/trash",
                "post /api/trash/restore",
                "delete /api/trash/{id}",
                "get /api/image_status/{id}",
                "get /api/events",
                "get /media/{id}/thumb",
                "get /media/{id}/preview",
                "get /media/{id}/original",
                "get /media/trash/{id}/thumb",
                "get /media/trash/{id}/preview",
                "get /media/trash/{id}/original",
                "get /health",
                "get /health/ready",
            ],
            ignoreOrder: true);
    }

    private static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    private Task<HttpResponseMessage> PatchAsync(string id, string json) =>
        _gallery.Http.PatchAsync(new Uri($"/api/images/{id}", UriKind.Relative), Json(json), CancellationToken);

    private Task<HttpResponseMessage> RetryAsync(string id) =>
        _gallery.Http.PostAsync(new Uri($"/api/images/{id}/retry", UriKind.Relative), content: null, CancellationToken);

    private async Task<string?[]> IdsAsync(string query) =>
        [.. (await _gallery.GetJsonAsync($"/api/images?{query}")).GetProperty("images").EnumerateArray().Select(image => image.GetProperty("id").GetString())];
}

using System.Net;
using System.Text.Json;

namespace Vignette.Gallery.Tests;

/// <summary>Lists by the API: what narrows and orders them, and what is told of a whole list.</summary>
public sealed class SearchApiTest : IAsyncLifetime
{
    private TestGallery _gallery = null!;

    public async ValueTask InitializeAsync() => _gallery = await TestGallery.StartAsync();

    public ValueTask DisposeAsync() => _gallery.DisposeAsync();

    public static TheoryData<string, string> BadQueries => new()
    {
        { "sort=random", "sort is one of newest" },
        { "sort=NEWEST", "sort is one of newest" },
        { "review=done", "review is one of unreviewed, in_progress and approved" },
        { "status=done", "status is one of pending" },
        { "taken_from=yesterday", "taken_from is a day, as 2026-01-31" },
        { "taken_to=2026-02-30", "taken_to is a day" },
        { "uploaded_from=2026-1-1", "uploaded_from is a day" },
        { "uploaded_to=2026-01-01T00:00:00Z", "uploaded_to is a day" },
        { "taken_from=2026-01-02&taken_to=2026-01-01", "taken_from is not later than taken_to" },
        { "uploaded_from=2026-01-02&uploaded_to=2026-01-01", "uploaded_from is not later than uploaded_to" },
        { $"label={new string('x', 5_000)}", "label has at most 64 characters" },
        { $"tag={new string('x', 65)}", "tag has at most 64 characters" },
        { $"owner={new string('x', 256)}", "owner has at most 255 characters" },
        { $"q={new string('x', 201)}", "q has at most 200 characters" },
        { "cursor=t5-2020-01-01T00:00:00", "another order" },
        { "sort=taken_newest&cursor=5", "another order" },
        { "sort=taken_newest&cursor=t5-yesterday", "another order" },
        { "sort=name&cursor=u5", "another order" },
        { "uploaded_from=2026-01-01&cursor=5", "another order" },
        { "sort=name&cursor=a0-x", "begins without a cursor" },
        { "cursor=5'--", "begins without a cursor" },
    };

    [Theory]
    [MemberData(nameof(BadQueries))]
    public async Task A_bad_query_is_refused_with_what_is_allowed(string query, string reason)
    {
        foreach (var path in (string[])["/api/images", "/api/images/ids"])
        {
            using var response = await _gallery.GetAsync($"{path}?{query}");
            (await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest)).ShouldContain(reason);
        }

        using var page = await _gallery.BrowseAsync($"/gallery?{query.Replace("cursor=", "after=", StringComparison.Ordinal)}");
        page.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await TestGallery.TextAsync(page)).ShouldContain(reason);
    }

    [Fact]
    public async Task An_address_beyond_all_measure_is_refused()
    {
        using var response = await _gallery.GetAsync($"/api/images?label={new string('x', 10_000)}");
        response.StatusCode.ShouldBe(HttpStatusCode.RequestUriTooLong);
    }

    [Fact]
    public async Task Every_filter_narrows_and_every_order_orders()
    {
        var rocket = await _gallery.AddSettledAsync("good/rocket-exif6.jpg", "b 10.jpg");
        var dot = await _gallery.AddSettledAsync(fileName: "B 9.png");
        var broken = await _gallery.AddSettledAsync("bad/truncated.jpg", "a.jpg");
        var today = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

        (await IdsAsync("sort=oldest")).ShouldBe([rocket, dot, broken]);
        (await IdsAsync("sort=name")).ShouldBe([broken, dot, rocket]);
        (await IdsAsync("sort=taken_newest"))[0].ShouldBe(rocket);
        (await IdsAsync("review=approved")).ShouldBeEmpty();
        (await IdsAsync("review=unreviewed&status=failed")).ShouldBe([broken]);
        (await IdsAsync("owner=local")).Count.ShouldBe(3);
        (await IdsAsync("owner=nobody")).ShouldBeEmpty();
        (await IdsAsync("label=rocket")).ShouldBeEmpty("captions are made offline here");
        (await IdsAsync("uploaded_to=2020-01-01")).ShouldBeEmpty();
        (await IdsAsync($"uploaded_from=2020-01-01&uploaded_to={today}&q=b")).Count.ShouldBeGreaterThan(0);
        (await IdsAsync("taken_from=1990-01-01&taken_to=2030-01-01")).ShouldBe([rocket]);
        (await IdsAsync("")).ShouldBe([broken, dot, rocket]);
    }

    [Fact]
    public async Task A_list_is_counted_and_told_by_its_ids_and_by_what_its_images_share()
    {
        var rocket = await _gallery.AddSettledAsync("good/rocket-exif6.jpg");
        await _gallery.AddSettledAsync();

        var facets = await _gallery.GetJsonAsync("/api/images/facets");
        facets.GetProperty("images").GetInt32().ShouldBe(2);
        facets.GetProperty("hasMore").GetBoolean().ShouldBeFalse();
        facets.GetProperty("statuses")[0].GetProperty("value").GetString().ShouldBe("completed");
        facets.GetProperty("tags").EnumerateArray().Select(tag => tag.GetProperty("value").GetString()).ShouldContain("portrait");
        facets.GetProperty("reviews")[0].GetProperty("count").GetInt32().ShouldBe(2);
        (await _gallery.GetJsonAsync("/api/images/count?tag=portrait")).GetProperty("count").GetInt32().ShouldBe(1);
        var ids = await _gallery.GetJsonAsync("/api/images/ids?tag=portrait");
        ids.GetProperty("ids").EnumerateArray().Select(id => id.GetString()).ShouldBe([rocket]);
        ids.GetProperty("next").ValueKind.ShouldBe(JsonValueKind.Null);

        // What changes is counted anew.
        await _gallery.AddSettledAsync("good/rocket-exif6.jpg", "other.jpg");
        (await _gallery.GetJsonAsync("/api/images/facets")).GetProperty("images").GetInt32().ShouldBe(3);
    }

    [Fact]
    public async Task The_page_keeps_the_whole_query_in_its_links()
    {
        var rocket = await _gallery.AddSettledAsync("good/rocket-exif6.jpg");
        await _gallery.AddSettledAsync();
        using var response = await _gallery.BrowseAsync("/gallery?q=rocket&tag=portrait&sort=oldest");
        var page = WebUtility.HtmlDecode(await TestGallery.TextAsync(response));
        page.ShouldContain($"href=\"/images/{rocket}?q=rocket&tag=portrait&sort=oldest\"");
        page.ShouldContain("href=\"/gallery?tag=portrait&sort=oldest\"");
        page.ShouldContain("href=\"/gallery?q=rocket&sort=oldest\"");
        page.ShouldContain("href=\"/gallery?sort=oldest\"");
        page.ShouldContain("1 picture<");

        using var nothing = await _gallery.BrowseAsync("/gallery?q=rocket&tag=nowhere&status=completed");
        var empty = WebUtility.HtmlDecode(await TestGallery.TextAsync(nothing));
        empty.ShouldContain("Nothing found");
        empty.ShouldContain("Without tag “nowhere”</a>: 1 picture");
        empty.ShouldNotContain("Without words “rocket”");
    }

    private async Task<IReadOnlyList<string?>> IdsAsync(string query) =>
        [.. (await _gallery.GetJsonAsync($"/api/images?{query}")).GetProperty("images").EnumerateArray().Select(image => image.GetProperty("id").GetString())];
}

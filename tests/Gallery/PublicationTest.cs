using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Vignette.Tests;

namespace Vignette.Gallery.Tests;

/// <summary>What is approved, in whatever way, is published, and pages and API say so.</summary>
public sealed class PublicationTest : IAsyncLifetime
{
    private TestGallery _gallery = null!;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _gallery = await TestGallery.StartAsync();

    public ValueTask DisposeAsync() => _gallery.DisposeAsync();

    [Fact]
    public async Task What_an_editor_approves_is_published()
    {
        var id = await _gallery.AddSettledAsync("good/rocket.jpg");
        var before = await PublicationAsync(id);
        (before.GetProperty("status").GetString(), before.GetProperty("version").ValueKind, before.GetProperty("publishedAt").ValueKind).ShouldBe(("none", JsonValueKind.Null, JsonValueKind.Null));

        var version = await ApproveAsync(id);
        await PublishedAsync(id);

        var publication = await PublicationAsync(id);
        publication.GetProperty("version").GetInt64().ShouldBe(version);
        publication.GetProperty("publishedAt").GetDateTimeOffset().ShouldBeGreaterThan(DateTimeOffset.UnixEpoch);
        (await File.ReadAllBytesAsync(Path.Combine(_gallery.DatasetFolder, $"{id}.jpg"), CancellationToken))
            .ShouldBe(await File.ReadAllBytesAsync(Photos.Path("good/rocket.jpg"), CancellationToken));
        (await PageAsync(id)).ShouldContain("""data-publication="published" """.TrimEnd());
    }

    [Fact]
    public async Task What_changes_after_its_approval_stays_published_as_it_was()
    {
        var id = await _gallery.AddSettledAsync();
        await ApproveAsync(id);
        await PublishedAsync(id);
        var report = await File.ReadAllTextAsync(Path.Combine(_gallery.DatasetFolder, $"{id}.json"), CancellationToken);

        using var edit = await SendAsync(HttpMethod.Patch, $"/api/images/{id}", """{"caption":"Not yet.","tags":[]}""");
        edit.StatusCode.ShouldBe(HttpStatusCode.OK);

        (await PublicationAsync(id)).GetProperty("status").GetString().ShouldBe("outdated");
        (await PageAsync(id)).ShouldContain("An earlier version is published");
        (await File.ReadAllTextAsync(Path.Combine(_gallery.DatasetFolder, $"{id}.json"), CancellationToken)).ShouldBe(report);
    }

    [Fact]
    public async Task What_is_approved_with_many_or_by_an_import_is_published_too()
    {
        var (one, other) = (await _gallery.AddSettledAsync("good/rocket.jpg"), await _gallery.AddSettledAsync("good/coffee.png"));
        using var bulk = await SendAsync(HttpMethod.Post, "/api/images/bulk", $$"""{"ids":["{{one}}"],"action":"review","review":"approved"}""");
        bulk.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await ImportAsync($$"""{"id":"{{other}}","caption":"A cup.","review":"approved"}""", dryRun: false)).GetProperty("changed").GetInt32().ShouldBe(1);

        await PublishedAsync(one);
        await PublishedAsync(other);

        // Reports are lines of the format JSON Lines: what is published says what is here.
        var reports = Directory.EnumerateFiles(_gallery.DatasetFolder, "*.json").Select(File.ReadAllText).ToList();
        reports.Count.ShouldBe(2);
        var imported = await ImportAsync(string.Concat(reports), dryRun: true);
        (imported.GetProperty("unchanged").GetInt32(), imported.GetProperty("skipped").GetInt32()).ShouldBe((2, 0));
    }

    [Fact]
    public async Task What_cannot_be_published_says_why_and_can_be_tried_again()
    {
        var id = await _gallery.AddSettledAsync("good/rocket.jpg");
        var original = Directory.EnumerateFiles(_gallery.OriginalsFolder, $"{id}.jpg", SearchOption.AllDirectories).ShouldHaveSingleItem();
        File.Move(original, original + ".away");
        await ApproveAsync(id);
        await TestGallery.UntilAsync(async () => await StatusAsync(id) == "failed");
        (await PublicationAsync(id)).GetProperty("reason").GetString().ShouldNotBeNull().ShouldContain("no longer in the store");
        (await PageAsync(id)).ShouldContain("Publish again");
        (await _gallery.GetJsonAsync($"/api/images/{id}")).GetProperty("status").GetString().ShouldBe("completed");
        File.Move(original + ".away", original);

        using var retry = await SendAsync(HttpMethod.Post, $"/api/images/{id}/retry", "");
        retry.StatusCode.ShouldBe(HttpStatusCode.Accepted);

        await PublishedAsync(id);
    }

    [Fact]
    public async Task What_is_in_the_trash_stays_published_until_it_is_deleted_for_good()
    {
        var id = await _gallery.AddSettledAsync();
        await ApproveAsync(id);
        await PublishedAsync(id);
        using var delete = await SendAsync(HttpMethod.Delete, $"/api/images/{id}", "");
        Directory.EnumerateFiles(_gallery.DatasetFolder, $"{id}.*").Count().ShouldBe(2);

        using var purge = await SendAsync(HttpMethod.Delete, $"/api/trash/{id}", "");

        purge.IsSuccessStatusCode.ShouldBeTrue();
        Directory.EnumerateFiles(_gallery.DatasetFolder, $"{id}.*").ShouldBeEmpty();
    }

    private async Task<long> ApproveAsync(string id)
    {
        var version = (await _gallery.GetJsonAsync($"/api/images/{id}/annotations")).GetProperty("version").GetInt64();
        using var response = await SendAsync(HttpMethod.Put, $"/api/images/{id}/annotations", $$"""{"version":{{version}},"review":"approved"}""");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (await TestGallery.JsonAsync(response)).GetProperty("version").GetInt64();
    }

    private Task PublishedAsync(string id) => TestGallery.UntilAsync(async () => await StatusAsync(id) == "published");

    private async Task<string?> StatusAsync(string id) => (await PublicationAsync(id)).GetProperty("status").GetString();

    private async Task<JsonElement> PublicationAsync(string id) => (await _gallery.GetJsonAsync($"/api/images/{id}")).GetProperty("publication");

    private async Task<string> PageAsync(string id)
    {
        using var page = await _gallery.BrowseAsync($"/images/{id}");
        return await TestGallery.TextAsync(page);
    }

    /// <summary>The report's last line.</summary>
    private async Task<JsonElement> ImportAsync(string lines, bool dryRun)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(lines));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var response = await _gallery.Http.PostAsync(new Uri($"/api/import?format=jsonl&dryRun={(dryRun ? "true" : "false")}", UriKind.Relative), content, CancellationToken);
        var report = await TestGallery.TextAsync(response);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, report);
        return JsonElement.Parse(report.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string json)
    {
        using var request = new HttpRequestMessage(method, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        return await _gallery.Http.SendAsync(request, CancellationToken);
    }
}

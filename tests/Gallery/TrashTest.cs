using System.Net;
using System.Net.Http.Headers;
using Vignette.Gallery.Access;
using Vignette.Schema.Accounts;

namespace Vignette.Gallery.Tests;

/// <summary>What was deleted, and the way back.</summary>
public sealed class TrashTest : IAsyncLifetime
{
    private TestGallery _gallery = null!;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _gallery = await TestGallery.StartAsync();

    public ValueTask DisposeAsync() => _gallery.DisposeAsync();

    [Fact]
    public async Task A_deleted_image_is_in_the_trash_and_its_pictures_are_shown_there_alone()
    {
        var id = await _gallery.AddSettledAsync("good/rocket.jpg");
        await DeleteAsync(id);

        foreach (var path in (string[])[$"/api/images/{id}", $"/api/image_status/{id}", $"/media/{id}/thumb", $"/media/{id}/thumb?v=1", $"/media/{id}/preview", $"/media/{id}/original", $"/images/{id}"])
        {
            using var gone = await _gallery.GetAsync(path);
            gone.StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        }

        var trash = await _gallery.GetJsonAsync("/api/trash");
        trash.GetProperty("next").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        var image = trash.GetProperty("images").EnumerateArray().ShouldHaveSingleItem();
        image.GetProperty("id").GetString().ShouldBe(id);
        image.GetProperty("trashedBy").GetString().ShouldBe("local");
        var (at, until) = (image.GetProperty("trashedAt").GetDateTimeOffset(), image.GetProperty("deletedAt").GetDateTimeOffset());
        (until - at).ShouldBe(TimeSpan.FromDays(30), TimeSpan.FromSeconds(1));
        foreach (var (member, name) in new[] { ("thumbnailUrl", "thumb"), ("previewUrl", "preview"), ("originalUrl", "original") })
        {
            image.GetProperty(member).GetString().ShouldBe($"/media/trash/{id}/{name}");
            using var picture = await _gallery.GetAsync($"/media/trash/{id}/{name}");
            picture.StatusCode.ShouldBe(HttpStatusCode.OK);
            picture.Content.Headers.ContentType?.MediaType.ShouldBe("image/jpeg");
            picture.Headers.CacheControl.ShouldNotBeNull().NoCache.ShouldBeTrue();
        }
    }

    [Fact]
    public async Task A_restored_image_is_as_it_was_and_no_longer_in_the_trash()
    {
        var id = await _gallery.AddSettledAsync("good/rocket.jpg");
        var before = await _gallery.GetJsonAsync($"/api/images/{id}");
        await DeleteAsync(id);

        (await SendAsync(HttpMethod.Post, $"/api/images/{id}/restore")).ShouldBe(HttpStatusCode.NoContent);

        var after = await _gallery.GetJsonAsync($"/api/images/{id}");
        foreach (var member in before.EnumerateObject().Where(member => member.Name != "updatedAt"))
        {
            after.GetProperty(member.Name).ToString().ShouldBe(member.Value.ToString());
        }

        (await _gallery.GetAsync($"/media/{id}/thumb")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await _gallery.GetAsync($"/media/trash/{id}/thumb")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await _gallery.GetAsync($"/media/trash/{id}/original")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await TrashedAsync()).ShouldBeEmpty();
        (await SendAsync(HttpMethod.Post, $"/api/images/{id}/restore")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_is_deleted_for_good_leaves_nothing()
    {
        var id = await _gallery.AddSettledAsync();
        (await SendAsync(HttpMethod.Delete, $"/api/trash/{id}")).ShouldBe(HttpStatusCode.NotFound);
        await DeleteAsync(id);
        (await SendAsync(HttpMethod.Delete, $"/api/trash/{id}")).ShouldBe(HttpStatusCode.NoContent);

        (await SendAsync(HttpMethod.Post, $"/api/images/{id}/restore")).ShouldBe(HttpStatusCode.NotFound);
        (await _gallery.GetAsync($"/media/trash/{id}/thumb")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await _gallery.ShouldHaveNothingAsync();
    }

    [Fact]
    public async Task All_of_the_trash_is_restored_or_deleted_for_good()
    {
        string[] ids = [await _gallery.AddSettledAsync(), await _gallery.AddSettledAsync()];
        foreach (var id in ids)
        {
            await DeleteAsync(id);
        }

        using var restored = await _gallery.Http.PostAsync(new Uri("/api/trash/restore", UriKind.Relative), content: null, CancellationToken);
        (await TestGallery.JsonAsync(restored)).GetProperty("images").GetInt32().ShouldBe(2);
        (await _gallery.CountAsync()).ShouldBe(2);
        await DeleteAsync(ids[0]);
        using var deleted = await _gallery.Http.DeleteAsync(new Uri("/api/trash", UriKind.Relative), CancellationToken);
        (await TestGallery.JsonAsync(deleted)).GetProperty("images").GetInt32().ShouldBe(1);

        (await TrashedAsync()).ShouldBeEmpty();
        (await _gallery.CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task The_trash_comes_in_pages()
    {
        var ids = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            ids.Insert(0, await _gallery.AddSettledAsync());
            await DeleteAsync(ids[0]);
        }

        var first = await _gallery.GetJsonAsync("/api/trash?limit=2");
        var second = await _gallery.GetJsonAsync($"/api/trash?limit=2&cursor={first.GetProperty("next").GetString()}");
        first.GetProperty("images").EnumerateArray().Concat(second.GetProperty("images").EnumerateArray()).Select(image => image.GetProperty("id").GetString()).ShouldBe(ids);
    }

    [Theory]
    [InlineData("/api/trash?limit=0")]
    [InlineData("/api/trash?limit=many")]
    [InlineData("/api/trash?cursor=nonsense")]
    [InlineData("/api/trash?cursor=1-0")]
    [InlineData("/trash?after=5")]
    public async Task A_bad_address_is_refused(string path)
    {
        using var response = await _gallery.GetAsync(path);
        await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_page_says_what_when_by_whom_and_for_how_long()
    {
        (await PageAsync("/trash")).ShouldContain("The trash is empty");
        var id = await _gallery.AddSettledAsync("good/rocket.jpg", "<b>rocket.jpg");
        await DeleteAsync(id);

        var page = await PageAsync("/trash");
        foreach (var part in (string[])["1 picture", "by local", "30 days left", $"/media/trash/{id}/thumb", $"/trash/{id}/restore", $"/trash/{id}/purge", "/trash/empty", "&lt;b&gt;rocket.jpg"])
        {
            page.ShouldContain(part);
        }

        page.ShouldNotContain("<b>rocket.jpg");
        (await PageAsync("/gallery")).ShouldContain("href=\"/trash\"");
    }

    [Fact]
    public async Task Without_scripts_a_deletion_is_undone_by_the_notice_that_follows()
    {
        var id = await _gallery.AddSettledAsync("good/rocket.jpg");
        using var deleted = await PostFormAsync($"/images/{id}/delete", $"/images/{id}");
        deleted.Headers.Location?.ToString().ShouldBe($"/gallery?trashed={id}");
        var page = await PageAsync($"/gallery?trashed={id}");
        page.ShouldContain($"action=\"/images/{id}/restore\"");
        page.ShouldContain(">Undo<");

        using var restored = await PostFormAsync($"/images/{id}/restore", $"/gallery?trashed={id}");
        restored.Headers.Location?.ToString().ShouldBe($"/images/{id}");
        (await _gallery.CountAsync()).ShouldBe(1);
        // A link makes the gallery say nothing that is not so.
        (await PageAsync($"/gallery?trashed={id}")).ShouldNotContain(">Undo<");
        (await PageAsync("/gallery?trashed=nonsense")).ShouldNotContain(">Undo<");
    }

    [Fact]
    public async Task Without_scripts_the_trash_s_forms_work()
    {
        string[] ids = [await _gallery.AddSettledAsync(), await _gallery.AddSettledAsync(), await _gallery.AddSettledAsync()];
        foreach (var id in ids)
        {
            await DeleteAsync(id);
        }

        foreach (var path in (string[])[$"/trash/{ids[0]}/restore", $"/trash/{ids[1]}/purge", "/trash/restore"])
        {
            using var response = await PostFormAsync(path, "/trash");
            response.StatusCode.ShouldBe(HttpStatusCode.SeeOther, path);
            response.Headers.Location?.ToString().ShouldBe("/trash");
        }

        (await _gallery.CountAsync()).ShouldBe(2);
        await DeleteAsync(ids[2]);
        (await PostFormAsync("/trash/empty", "/trash")).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await TrashedAsync()).ShouldBeEmpty();
        (await PostFormAsync($"/trash/{ids[2]}/restore", "/")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Every_form_wants_its_token_and_no_other_site_sends_one()
    {
        var id = await _gallery.AddSettledAsync();
        await DeleteAsync(id);
        foreach (var path in (string[])[$"/trash/{id}/restore", $"/trash/{id}/purge", "/trash/restore", "/trash/empty", $"/images/{id}/restore"])
        {
            using var form = new FormUrlEncodedContent([KeyValuePair.Create("x", "y")]);
            using var response = await _gallery.BrowseAsync(HttpMethod.Post, path, form);
            response.StatusCode.ShouldBe(HttpStatusCode.BadRequest, path);
        }

        foreach (var (method, path) in new[] { (HttpMethod.Delete, "/api/trash"), (HttpMethod.Delete, $"/api/trash/{id}"), (HttpMethod.Post, "/api/trash/restore"), (HttpMethod.Post, $"/api/images/{id}/restore") })
        {
            (await SendAsync(method, path, "same-origin")).ShouldBe(HttpStatusCode.BadRequest, path);
            (await SendAsync(method, path, "cross-site")).ShouldBe(HttpStatusCode.Forbidden, path);
        }

        (await TrashedAsync()).ShouldBe([id]);
    }

    [Fact]
    public async Task Who_is_not_signed_in_deletes_nothing()
    {
        await using var gallery = await TestGallery.StartAsync(signIn: SignInMode.Password);
        await gallery.AddAccountAsync("ann", Role.Annotator);
        var authorization = new AuthenticationHeaderValue("Bearer", await gallery.CreateTokenAsync("ann"));
        gallery.Http.DefaultRequestHeaders.Authorization = authorization;
        var id = await gallery.AddSettledAsync();
        gallery.Http.DefaultRequestHeaders.Authorization = null;
        using var response = await gallery.Http.DeleteAsync(new Uri($"/api/images/{id}", UriKind.Relative), CancellationToken);
        await response.ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
        gallery.Http.DefaultRequestHeaders.Authorization = authorization;
        (await gallery.CountAsync()).ShouldBe(1);
    }

    private async Task DeleteAsync(string id) => (await SendAsync(HttpMethod.Delete, $"/api/images/{id}")).ShouldBe(HttpStatusCode.NoContent);

    private async Task<HttpStatusCode> SendAsync(HttpMethod method, string path, string? site = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (site is not null)
        {
            request.Headers.Add("Sec-Fetch-Site", site);
        }

        using var response = await _gallery.Http.SendAsync(request, CancellationToken);
        return response.StatusCode;
    }

    private async Task<IEnumerable<string?>> TrashedAsync() =>
        (await _gallery.GetJsonAsync("/api/trash")).GetProperty("images").EnumerateArray().Select(image => image.GetProperty("id").GetString());

    private async Task<string> PageAsync(string path)
    {
        using var response = await _gallery.BrowseAsync(path);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await TestGallery.TextAsync(response);
    }

    private async Task<HttpResponseMessage> PostFormAsync(string path, string page)
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", await _gallery.TokenAsync(page))]);
        return await _gallery.BrowseAsync(HttpMethod.Post, path, form);
    }
}

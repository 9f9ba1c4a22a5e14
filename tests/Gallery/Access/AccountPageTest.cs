using System.Net;
using System.Text.RegularExpressions;
using Vignette.Gallery.Access;
using Vignette.Schema.Accounts;

namespace Vignette.Gallery.Tests.Access;

public sealed partial class AccountPageTest : IAsyncLifetime
{
    private TestGallery _gallery = null!;
    private HttpClient _ann = null!;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _gallery = await TestGallery.StartAsync(workers: 0, signIn: SignInMode.Password);
        await _gallery.AddAccountAsync("ann", Role.Annotator);
        _ann = await _gallery.SignInAsync("ann");
    }

    public async ValueTask DisposeAsync()
    {
        _ann.Dispose();
        await _gallery.DisposeAsync();
    }

    [Fact]
    public async Task A_token_is_shown_once_does_what_it_is_for_and_is_revoked()
    {
        using var made = await PostAsync("/account/tokens", ("title", "nightly <b>"), ("scope", "read"), ("days", "30"));
        made.StatusCode.ShouldBe(HttpStatusCode.OK);
        made.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var page = await TestGallery.TextAsync(made);
        var secret = Secret().Match(page).Value;
        secret.ShouldNotBeEmpty();
        page.ShouldContain("nightly &lt;b&gt;");
        page.ShouldContain("never used");

        using var script = _gallery.Client(secret);
        (await StatusAsync(script, "/api/images")).ShouldBe(HttpStatusCode.OK);
        using (var upload = await script.PostAsync(new Uri("/api/uploads", UriKind.Relative), new StringContent("{}", null, "application/json"), CancellationToken))
        {
            (await upload.ShouldBeProblemAsync(HttpStatusCode.Forbidden)).ShouldContain("token");
        }

        (await StatusAsync(script, "/account")).ShouldBe(HttpStatusCode.Forbidden, "a token makes no tokens");
        using var shown = await TestGallery.BrowseAsync(_ann, HttpMethod.Get, "/account", content: null);
        page = await TestGallery.TextAsync(shown);
        page.ShouldNotContain(secret);
        page.ShouldNotContain("never used");
        using var revoked = await PostAsync(Revoke().Match(page).Value);
        revoked.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await StatusAsync(script, "/api/images")).ShouldBe(HttpStatusCode.Unauthorized);
        using var again = await PostAsync(Revoke().Match(page).Value);
        again.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("", "read", "30")]
    [InlineData("a", "", "30")]
    [InlineData("a", "everything", "30")]
    [InlineData("a", "read", "0")]
    [InlineData("a", "read", "367")]
    [InlineData("a", "read", "tomorrow")]
    public async Task A_token_that_cannot_be_is_refused_with_a_reason(string title, string scope, string days)
    {
        using var refused = await PostAsync("/account/tokens", ("title", title), ("scope", scope), ("days", days));
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await TestGallery.TextAsync(refused)).ShouldContain("role=\"alert\"");
    }

    [Fact]
    public async Task A_password_is_changed_by_who_knows_the_present_one_and_other_sessions_end()
    {
        using var elsewhere = await _gallery.SignInAsync("ann");
        using (var wrong = await PostAsync("/account/password", ("present", "wrong"), ("password", "another long sentence")))
        {
            wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        }

        using (var weak = await PostAsync("/account/password", ("present", TestGallery.Password), ("password", "aaaaaaaaaaaaaaa")))
        {
            (await TestGallery.TextAsync(weak)).ShouldContain("five different");
        }

        using var changed = await PostAsync("/account/password", ("present", TestGallery.Password), ("password", "another long sentence"));
        changed.StatusCode.ShouldBe(HttpStatusCode.OK, await TestGallery.TextAsync(changed));
        (await StatusAsync(_ann, "/gallery")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(elsewhere, "/gallery")).ShouldBe(HttpStatusCode.Unauthorized);
        using var browser = _gallery.Client();
        using var signedIn = await TestGallery.SubmitAsync(browser, "/sign-in", ("name", "ann"), ("password", "another long sentence"));
        signedIn.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), CancellationToken);
        return answer.StatusCode;
    }

    private async Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        var token = await TestGallery.TokenAsync(_ann, "/account");
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]);
        return await TestGallery.BrowseAsync(_ann, HttpMethod.Post, path, form);
    }

    [GeneratedRegex("vignette_[A-Za-z0-9_-]{43}")]
    private static partial Regex Secret();

    [GeneratedRegex("/account/tokens/[0-9a-f]{32}/revoke")]
    private static partial Regex Revoke();
}

using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Vignette.Gallery.Access;
using Vignette.Schema.Accounts;

namespace Vignette.Gallery.Tests.Access;

public sealed class PasswordSignInTest : IAsyncLifetime
{
    private TestGallery _gallery = null!;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _gallery = await TestGallery.StartAsync(workers: 0, signIn: SignInMode.Password);
        await _gallery.AddAccountAsync("Ann", Role.Annotator);
    }

    public ValueTask DisposeAsync() => _gallery.DisposeAsync();

    [Fact]
    public async Task A_person_is_led_to_sign_in_and_back_and_out_again()
    {
        using var browser = _gallery.Client();
        using var asked = await TestGallery.BrowseAsync(browser, HttpMethod.Get, "/gallery?tag=cat", content: null);
        asked.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        asked.Headers.Location!.ToString().ShouldBe("/sign-in?next=%2Fgallery%3Ftag%3Dcat");

        using var signedIn = await TestGallery.SubmitAsync(browser, "/sign-in", ("name", "ann"), ("password", TestGallery.Password), ("next", "/gallery?tag=cat"));
        signedIn.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await TestGallery.TextAsync(signedIn));
        signedIn.Headers.Location!.ToString().ShouldBe("/gallery?tag=cat");
        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("vignette-session=", StringComparison.Ordinal)).ToLowerInvariant();
        cookie.ShouldContain("; httponly");
        cookie.ShouldContain("; samesite=lax");
        cookie.ShouldContain("; path=/");

        (await StatusAsync(browser)).ShouldBe(HttpStatusCode.OK);
        using var again = _gallery.Client();
        again.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        using var left = await LeaveAsync(browser);
        left.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await StatusAsync(browser)).ShouldBe(HttpStatusCode.SeeOther);
        (await StatusAsync(again)).ShouldBe(HttpStatusCode.SeeOther, "a cookie that somebody kept opens nothing either");
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    [InlineData("~//elsewhere.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/\t/elsewhere.example")]
    [InlineData("")]
    public async Task Signing_in_leads_nowhere_else(string next)
    {
        using var browser = _gallery.Client();
        using var signedIn = await TestGallery.SubmitAsync(browser, $"/sign-in?next={Uri.EscapeDataString(next)}", ("name", "Ann"), ("password", TestGallery.Password), ("next", next));
        signedIn.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        signedIn.Headers.Location!.ToString().ShouldBe("/");
        using var there = await TestGallery.BrowseAsync(browser, HttpMethod.Get, $"/sign-in?next={Uri.EscapeDataString(next)}", content: null);
        there.Headers.Location!.ToString().ShouldBe("/");
    }

    [Fact]
    public async Task Whatever_is_wrong_is_answered_alike()
    {
        await _gallery.AddAccountAsync("locked", Role.Viewer);
        for (var i = 0; i < AccountDirectory.MaxFailures; i++)
        {
            await _gallery.Services.GetRequiredService<AccountDirectory>().FailAsync("locked", CancellationToken);
        }

        (string Name, string Password)[] tries =
        [
            ("Ann", "wrong"), ("nobody", TestGallery.Password), ("", ""), ("Ann", ""), ("locked", TestGallery.Password), ("Ann", new string('x', 5000)), (new string('n', 5000), "x"), ("An\u202En", "x"),
        ];
        foreach (var (name, password) in tries)
        {
            using var browser = _gallery.Client();
            var began = Stopwatch.GetTimestamp();
            using var answer = await TestGallery.SubmitAsync(browser, "/sign-in", ("name", name), ("password", password));
            Stopwatch.GetElapsedTime(began).ShouldBeGreaterThanOrEqualTo(PasswordSignIn.TimeToNo);
            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            (await TestGallery.TextAsync(answer)).ShouldContain("The name or the password is wrong, or there were too many wrong tries");
            answer.Headers.TryGetValues("Set-Cookie", out var cookies);
            (cookies ?? []).ShouldAllBe(cookie => !cookie.StartsWith(Sessions.CookieName, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task After_some_wrong_passwords_the_right_one_is_not_taken_either_until_it_is_given_anew()
    {
        using var browser = _gallery.Client();
        for (var i = 0; i < AccountDirectory.MaxFailures; i++)
        {
            using var wrong = await TestGallery.SubmitAsync(browser, "/sign-in", ("name", "Ann"), ("password", $"wrong {i}"));
            wrong.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        using var right = await TestGallery.SubmitAsync(browser, "/sign-in", ("name", "Ann"), ("password", TestGallery.Password));
        right.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await _gallery.Services.GetRequiredService<AccountDirectory>().SetPasswordAsync("Ann", (await HashAsync("Ann"))!, CancellationToken);
        using var then = await TestGallery.SubmitAsync(browser, "/sign-in", ("name", "Ann"), ("password", TestGallery.Password));
        then.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task A_session_ends_with_its_account_and_its_password_and_follows_its_role()
    {
        var accounts = _gallery.Services.GetRequiredService<AccountDirectory>();
        await _gallery.AddAccountAsync("Bob", Role.Viewer);
        using var ann = await _gallery.SignInAsync("Ann");
        using var bob = await _gallery.SignInAsync("Bob");
        using (var refused = await TestGallery.BrowseAsync(bob, HttpMethod.Post, "/trash/empty", new FormUrlEncodedContent([])))
        {
            refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }

        await accounts.SetRoleAsync("Bob", Role.Annotator, CancellationToken);
        using (var allowed = await TestGallery.BrowseAsync(bob, HttpMethod.Post, "/trash/empty", new FormUrlEncodedContent([])))
        {
            allowed.StatusCode.ShouldBe(HttpStatusCode.BadRequest, "now it is only the form's token that is not there");
        }

        await accounts.SetPasswordAsync("Ann", (await HashAsync("Ann"))!, CancellationToken);
        await accounts.RemoveAsync("Bob", CancellationToken);
        (await StatusAsync(ann)).ShouldBe(HttpStatusCode.SeeOther);
        (await StatusAsync(bob)).ShouldBe(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task A_form_without_its_page_signs_nobody_in_or_out()
    {
        using var stranger = _gallery.Client();
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("name", "Ann"), KeyValuePair.Create("password", TestGallery.Password)]);
        using var answer = await TestGallery.BrowseAsync(stranger, HttpMethod.Post, "/sign-in", form);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var ann = await _gallery.SignInAsync("Ann");
        using var left = await TestGallery.BrowseAsync(ann, HttpMethod.Post, "/sign-out", new FormUrlEncodedContent([]));
        left.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await StatusAsync(ann)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_session_that_was_planted_is_not_the_one_that_is_signed_in()
    {
        await _gallery.AddAccountAsync("Mallory", Role.Viewer);
        using var victim = await _gallery.SignInAsync("Mallory");
        using (await LeaveAsync(victim))
        {
            // A browser that somebody else was signed in with.
        }

        using var first = await TestGallery.SubmitAsync(victim, "/sign-in", ("name", "Ann"), ("password", TestGallery.Password));
        using var second = _gallery.Client();
        using var other = await TestGallery.SubmitAsync(second, "/sign-in", ("name", "Ann"), ("password", TestGallery.Password));
        SessionOf(first).ShouldNotBe(SessionOf(other));

        using var forged = _gallery.Client();
        forged.DefaultRequestHeaders.Add("Cookie", $"{SessionOf(first)[..^8]}AAAAAAAA");
        (await StatusAsync(forged)).ShouldBe(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task Who_came_and_who_was_refused_is_in_the_audit_log()
    {
        using var browser = _gallery.Client();
        using var wrong = await TestGallery.SubmitAsync(browser, "/sign-in", ("name", "somebody"), ("password", "wrong"));
        using var ann = await _gallery.SignInAsync("Ann");
        using var left = await LeaveAsync(ann);
        var entries = await _gallery.Services.GetRequiredService<AuditLog>().ListAsync(new AuditQuery(), CancellationToken);
        entries.Select(entry => (entry.Actor, entry.Action, entry.Address)).ShouldBe(
        [
            ("Ann", AuditAction.SignOut, "127.0.0.1"), ("Ann", AuditAction.SignIn, "127.0.0.1"), ("somebody", AuditAction.SignInRefused, "127.0.0.1"),
        ]);
    }

    [Fact]
    public async Task The_first_account_is_made_at_the_machine_itself_and_only_once()
    {
        await using var empty = await TestGallery.StartAsync(workers: 0, signIn: SignInMode.Password);
        using var browser = empty.Client();
        using var led = await TestGallery.BrowseAsync(browser, HttpMethod.Get, "/sign-in", content: null);
        led.Headers.Location!.ToString().ShouldBe("/setup");
        using var weak = await TestGallery.SubmitAsync(browser, "/setup", ("name", "root"), ("password", "short"));
        weak.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var made = await TestGallery.SubmitAsync(browser, "/setup", ("name", "root"), ("password", TestGallery.Password));
        made.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await StatusAsync(browser)).ShouldBe(HttpStatusCode.OK);
        (await empty.Services.GetRequiredService<AccountDirectory>().FindAsync("root", CancellationToken))!.Role.ShouldBe(Role.Admin);

        using var late = empty.Client();
        using var shown = await TestGallery.BrowseAsync(late, HttpMethod.Get, "/setup", content: null);
        shown.Headers.Location!.ToString().ShouldBe("/sign-in");
    }

    [Fact]
    public async Task Elsewhere_the_first_account_needs_the_deployments_setup_code()
    {
        var options = new GalleryOptions { SignIn = SignInMode.Password, SetupCodeSha256 = Convert.ToHexStringLower(SHA256.HashData("open sesame"u8)) };
        await using var empty = await TestGallery.StartAsync(workers: 0, services => services.AddSingleton(options), SignInMode.Password);
        using var browser = empty.Client();
        foreach (var code in (string[])["", "open barley", new string('x', 10_000)])
        {
            using var refused = await TestGallery.SubmitAsync(browser, "/setup", ("code", code), ("name", "root"), ("password", TestGallery.Password));
            refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            (await TestGallery.TextAsync(refused)).ShouldContain("not the setup code");
        }

        using var made = await TestGallery.SubmitAsync(browser, "/setup", ("code", " open sesame "), ("name", "root"), ("password", TestGallery.Password));
        made.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await TestGallery.TextAsync(made));
    }

    private static string SessionOf(HttpResponseMessage response) => response.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith(Sessions.CookieName, StringComparison.Ordinal)).Split(';')[0];

    private static async Task<HttpStatusCode> StatusAsync(HttpClient browser)
    {
        using var answer = await TestGallery.BrowseAsync(browser, HttpMethod.Get, "/gallery", content: null);
        return answer.StatusCode;
    }

    private static async Task<HttpResponseMessage> LeaveAsync(HttpClient browser)
    {
        var token = await TestGallery.TokenAsync(browser, "/account");
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token)]);
        return await TestGallery.BrowseAsync(browser, HttpMethod.Post, "/sign-out", form);
    }

    private async Task<string?> HashAsync(string name) => (await _gallery.Services.GetRequiredService<AccountDirectory>().FindAsync(name, CancellationToken))!.PasswordHash;
}

using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vignette.Gallery.Access.LoadBalancing;

namespace Vignette.Gallery.Tests.Access.LoadBalancing;

/// <summary>Requests as they come from the load balancer, and as they come to a host past it.</summary>
public sealed class LoadBalancerHandlerTest : IAsyncLifetime
{
    private readonly TokenForge _forge = new(TimeProvider.System);
    private readonly Accounts _accounts = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private KeyServer _keys = null!;
    private WebApplication _application = null!;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _keys = await KeyServer.StartAsync();
        _keys.Publish(TokenForge.Kid, _forge.Key);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddProblemDetails();
        builder.Services.AddAuthorization();
        builder.Services.AddSingleton<IExternalAccounts>(_accounts);
        builder.Services.AddAuthentication(LoadBalancerServices.Scheme).AddLoadBalancer(VerifierRig.Options(_keys.Address));
        _application = builder.Build();
        _application.UseAuthentication();
        _application.UseAuthorization();
        _application.MapGet("/api/me", static (ClaimsPrincipal user) => user.FindFirstValue("email")).RequireAuthorization();
        _application.MapGet("/health", static (ClaimsPrincipal user) => user.Identity?.IsAuthenticated is true ? "somebody" : "nobody");
        _application.MapPost("/sign-out", static (HttpContext context, LoadBalancerSignOut signOut) => signOut.SignOut(context));
        await _application.StartAsync(CancellationToken);
        _http.BaseAddress = new Uri(_application.Urls.Single());
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _application.DisposeAsync();
        await _keys.DisposeAsync();
        _forge.Dispose();
    }

    [Fact]
    public async Task Who_comes_through_the_load_balancer_is_handed_to_the_accounts()
    {
        using var answer = await AskAsync("/api/me", ("x-amzn-oidc-data", _forge.Make()), ("x-amzn-oidc-identity", "somebody-else"));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync(CancellationToken)).ShouldBe("ann@example.com");
        _accounts.Entered.ShouldBe([new ExternalIdentity("5d2f7a1c-0000-4000-8000-00000000000a", "ann@example.com")]);
    }

    [Fact]
    public async Task Who_comes_past_the_load_balancer_is_nobody()
    {
        using var forge = new TokenForge(TimeProvider.System);
        (string, string)[][] attempts =
        [
            [],
            [("x-amzn-oidc-identity", "5d2f7a1c-0000-4000-8000-00000000000a"), ("x-amzn-oidc-accesstoken", "anything")],
            [("x-amzn-oidc-data", "")],
            [("x-amzn-oidc-data", "anything")],
            [("x-amzn-oidc-data", forge.Make())],
            [("x-amzn-oidc-data", _forge.Make(header => header["signer"] = TokenForge.Signer.Replace("gallery", "mine", StringComparison.Ordinal)))],
            [("x-amzn-oidc-data", _forge.Make()), ("x-amzn-oidc-data", _forge.Make())],
            [("x-amzn-oidc-data", new string('x', 20_000))],
        ];
        foreach (var headers in attempts)
        {
            using var answer = await AskAsync("/api/me", headers);
            await answer.ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
        }

        _accounts.Entered.ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_the_load_balancer_lets_requests_by_their_headers_are_not_its_own()
    {
        using (var bearer = await AskAsync("/api/me", ("x-amzn-oidc-data", _forge.Make()), ("Authorization", "Bearer anything")))
        {
            bearer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        using var health = await AskAsync("/health", ("x-amzn-oidc-data", _forge.Make()));
        (await health.Content.ReadAsStringAsync(CancellationToken)).ShouldBe("nobody");
        _keys.Asked.ShouldBeEmpty();
        _accounts.Entered.ShouldBeEmpty();
    }

    [Fact]
    public async Task While_the_keys_are_away_everybody_is_told_to_come_again()
    {
        _keys.Instead = static context =>
        {
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return Task.CompletedTask;
        };

        using (var answer = await AskAsync("/api/me", ("x-amzn-oidc-data", _forge.Make())))
        {
            (await answer.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable)).ShouldContain("try again");
            answer.Headers.RetryAfter.ShouldNotBeNull().Delta.ShouldBe(TimeSpan.FromSeconds(5));
        }

        // What needs nobody is there all the same.
        using (var health = await AskAsync("/health"))
        {
            health.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        _keys.Instead = null;
        await TestGallery.UntilAsync(async () =>
        {
            using var again = await AskAsync("/api/me", ("x-amzn-oidc-data", _forge.Make()));
            return again.StatusCode == HttpStatusCode.OK;
        });
    }

    [Fact]
    public async Task Who_may_not_come_in_is_told_why()
    {
        using (var unverified = await AskAsync("/api/me", ("x-amzn-oidc-data", _forge.Make(payload: payload => payload["email_verified"] = "false"))))
        {
            (await unverified.ShouldBeProblemAsync(HttpStatusCode.Forbidden)).ShouldContain("confirm");
        }

        _accounts.IsClosed = true;
        using var disabled = await AskAsync("/api/me", ("x-amzn-oidc-data", _forge.Make()));
        (await disabled.ShouldBeProblemAsync(HttpStatusCode.Forbidden)).ShouldContain("account");
    }

    [Fact]
    public async Task Signing_out_ends_both_sessions()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-out");
        request.Headers.Host = "gallery.example.com";
        using var answer = await _http.SendAsync(request, CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        answer.Headers.Location.ShouldBe(new Uri("https://example.auth.eu-central-1.amazoncognito.com/logout?client_id=1example23456789&logout_uri=https%3A%2F%2Fgallery.example.com%2F"));
        var cookies = answer.Headers.GetValues("Set-Cookie").ToList();
        cookies.Select(cookie => cookie[..cookie.IndexOf('=', StringComparison.Ordinal)]).ShouldBe(["AWSELBAuthSessionCookie-0", "AWSELBAuthSessionCookie-1", "AWSELBAuthSessionCookie-2", "AWSELBAuthSessionCookie-3"]);
        cookies.ShouldAllBe(cookie => cookie.Contains("=; expires=Thu, 01 Jan 1970 00:00:00 GMT; max-age=0; path=/; secure; httponly", StringComparison.Ordinal));
        answer.Headers.CacheControl.ShouldNotBeNull().NoStore.ShouldBeTrue();
    }

    private async Task<HttpResponseMessage> AskAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await _http.SendAsync(request, CancellationToken);
    }

    /// <summary>Accounts in memory: what is behind this port is tested with the catalog.</summary>
    private sealed class Accounts : IExternalAccounts
    {
        public List<ExternalIdentity> Entered { get; } = [];

        public bool IsClosed { get; set; }

        public Task<ClaimsPrincipal?> EnterAsync(ExternalIdentity identity, CancellationToken cancellationToken)
        {
            Entered.Add(identity);
            return Task.FromResult(IsClosed ? null : new ClaimsPrincipal(new ClaimsIdentity([new Claim("email", identity.Email)], LoadBalancerServices.Scheme)));
        }
    }
}

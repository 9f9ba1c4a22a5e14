using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Vignette.Gallery.Errors;
using Vignette.Pipeline.Hosting;

namespace Vignette.Gallery.Access.LoadBalancing;

/// <summary>Signs in by the token of the load balancer. Its other headers, <c>x-amzn-oidc-identity</c> and <c>x-amzn-oidc-accesstoken</c>, prove nothing and are not read.</summary>
internal sealed class LoadBalancerHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    TokenVerifier verifier,
    IExternalAccounts accounts)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    internal const string Header = "x-amzn-oidc-data";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        // The load balancer lets these by as they came, whatever headers are in them: without its word, with the client's.
        if (!Request.Headers.TryGetValue(Header, out var values) || Request.Headers.Authorization.Count > 0 || Request.Path.StartsWithSegments(WebTier.HealthPath))
        {
            return AuthenticateResult.NoResult();
        }

        if (values is not [{ } token])
        {
            return Refuse(TokenFault.Malformed, $"there are {values.Count} of them");
        }

        var verdict = await verifier.VerifyAsync(token, Context.RequestAborted);
        if (verdict.Identity is not { } identity)
        {
            return Refuse(verdict.Fault ?? TokenFault.Malformed, verdict.Reason);
        }

        return await accounts.EnterAsync(identity, Context.RequestAborted) is { } user
            ? AuthenticateResult.Success(new AuthenticationTicket(user, Scheme.Name))
            : AuthenticateResult.Fail(new SignInFailure("The account may not come in.", new Refusal(StatusCodes.Status403Forbidden, "Your account may not come in here. Whoever administers this gallery can change that.")));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var result = await HandleAuthenticateOnceSafeAsync();
        await ((result.Failure as SignInFailure)?.Refusal ?? Refusal.Of(StatusCodes.Status401Unauthorized)).ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => Refusal.Of(StatusCodes.Status403Forbidden).ExecuteAsync(Context);

    private AuthenticateResult Refuse(TokenFault fault, string reason)
    {
        Log.TokenRefused(Logger, fault, reason);
        return AuthenticateResult.Fail(new SignInFailure(reason, fault switch
        {
            TokenFault.KeyEndpointAway => new Refusal(StatusCodes.Status503ServiceUnavailable, "Who you are cannot be checked for now, so nobody is let in. Please try again in a moment.") { RetryAfter = PublicKeys.AwayTime },
            TokenFault.EmailNotVerified => new Refusal(StatusCodes.Status403Forbidden, "Your e-mail address is not confirmed. Please confirm it, then sign out and in again."),
            _ => Refusal.Of(StatusCodes.Status401Unauthorized),
        }));
    }
}

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Vignette.Gallery.Access.LoadBalancing;

/// <summary>Ends both sessions of a person, the load balancer's and the user pool's: with one of them left, the next request would sign in again.</summary>
public sealed class LoadBalancerSignOut(LoadBalancerSignInOptions options)
{
    /// <summary>What the load balancer's session cookies are called, with the number of a part behind it.</summary>
    public const string Cookie = "AWSELBAuthSessionCookie";

    /// <summary>Into how many cookies a load balancer divides a session at most, 4 K each: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html#authentication-flow.</summary>
    public const int MaxParts = 4;

    /// <summary>Expires the load balancer's cookies and sends the browser to where the user pool signs it out, and from there back to the gallery's first page.</summary>
    public IResult SignOut(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        for (var part = 0; part < MaxParts; part++)
        {
            context.Response.Cookies.Append($"{Cookie}-{part}", "", new CookieOptions
            {
                Path = "/",
                Secure = true,
                HttpOnly = true,
                Expires = DateTimeOffset.UnixEpoch,
                MaxAge = TimeSpan.Zero,
            });
        }

        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Redirect(Address(new Uri($"https://{context.Request.Host.ToUriComponent()}/")).AbsoluteUri);
    }

    /// <summary>The user pool's logout endpoint: https://docs.aws.amazon.com/cognito/latest/developerguide/logout-endpoint.html.</summary>
    /// <param name="signedOut">Where it sends the browser: exactly one of the client's logout URLs, or it answers with an error.</param>
    public Uri Address(Uri signedOut)
    {
        ArgumentNullException.ThrowIfNull(signedOut);
        var query = new QueryBuilder { { "client_id", options.ClientId }, { "logout_uri", signedOut.AbsoluteUri } };
        return new Uri(options.Domain, $"/logout{query.ToQueryString()}");
    }
}

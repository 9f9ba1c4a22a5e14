using System.Security.Claims;

namespace Vignette.Cli.Local;

/// <summary>The one user of a platform that listens on the loopback address alone.</summary>
public static class LocalUser
{
    public const string Name = "local";

    private static readonly ClaimsPrincipal Principal = new(new ClaimsIdentity([new Claim(ClaimTypes.Name, Name)], authenticationType: "local"));

    public static Task SignIn(HttpContext context, RequestDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        context.User = Principal;
        return next(context);
    }
}

using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace Vignette.Gallery.Security;

/// <summary>The one user of a gallery without sign-in: everybody who reaches it.</summary>
public static class FixedUser
{
    public const string Name = "local";

    private static readonly ClaimsPrincipal Principal = new(new ClaimsIdentity([new Claim(ClaimTypes.Name, Name)], authenticationType: Name));

    public static Task SignIn(HttpContext context, RequestDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        context.User = Principal;
        return next(context);
    }
}

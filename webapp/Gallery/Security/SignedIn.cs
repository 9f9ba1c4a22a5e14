using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Vignette.Gallery.Errors;

namespace Vignette.Gallery.Security;

/// <summary>Who sends a request, by the name that the host's sign-in gave.</summary>
internal static class SignedIn
{
    public static bool TryRead(HttpContext context, [NotNullWhen(true)] out string? name, [NotNullWhen(false)] out Refusal? refusal)
    {
        name = context.User.Identity is { IsAuthenticated: true, Name: { Length: > 0 } known } ? known : null;
        refusal = name is null ? Refusal.Of(StatusCodes.Status401Unauthorized) : null;
        return name is not null;
    }
}

using Microsoft.AspNetCore.Authorization;

namespace Vignette.Gallery.Access;

/// <summary>Why somebody who is signed in may not do something.</summary>
internal sealed class AccessRefusal(IAuthorizationHandler handler, string message) : AuthorizationFailureReason(handler, message)
{
    /// <summary>Whether they must not even learn that there is what they asked for.</summary>
    public bool IsHidden { get; init; }
}

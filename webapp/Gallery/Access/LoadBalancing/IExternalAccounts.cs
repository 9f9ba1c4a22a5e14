using System.Security.Claims;

namespace Vignette.Gallery.Access.LoadBalancing;

/// <summary>The accounts of people whom somebody else signs in.</summary>
public interface IExternalAccounts
{
    /// <summary>Lets somebody in whose identity is proven, with a new account where there is none yet. Called for every request.</summary>
    /// <returns>The user of the request; null where this person may not come in, as when the account is disabled.</returns>
    /// <exception cref="Pipeline.TransientFault">It cannot be told for now.</exception>
    Task<ClaimsPrincipal?> EnterAsync(ExternalIdentity identity, CancellationToken cancellationToken);
}

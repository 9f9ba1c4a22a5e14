using Microsoft.IdentityModel.Tokens;

namespace Vignette.Gallery.Access.LoadBalancing;

/// <summary>A published key, or why there is none.</summary>
/// <param name="Key">On the curve P-256.</param>
/// <param name="IsAway">Whether it is the endpoint that failed; otherwise, without a key, there is none of that name.</param>
internal sealed record KeyLookup(JsonWebKey? Key, bool IsAway, string Reason)
{
    public static KeyLookup Found(JsonWebKey key) => new(key, IsAway: false, "");

    public static KeyLookup Unknown { get; } = new(null, IsAway: false, "the region publishes no such key");

    public static KeyLookup Away(string reason) => new(null, IsAway: true, reason);
}

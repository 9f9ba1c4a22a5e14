namespace Vignette.Schema.Accounts;

/// <summary>What a script signs in with. The token itself is known to nobody but who made it.</summary>
/// <param name="Id">32 lower-case hexadecimal digits: what it is called where it is revoked.</param>
/// <param name="Title">What its maker calls it.</param>
public sealed record ApiToken(string Id, string Account, string Title, TokenScopes Scopes, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt)
{
    /// <summary>To within <see cref="ApiTokens.UsePrecision"/>; null where it never was.</summary>
    public DateTimeOffset? UsedAt { get; init; }
}

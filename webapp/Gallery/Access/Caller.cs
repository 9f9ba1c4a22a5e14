using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Claims;
using Vignette.Schema.Accounts;
using Vignette.Schema.Catalog;

namespace Vignette.Gallery.Access;

/// <summary>Who sends a request.</summary>
/// <param name="Name">The account's, which images have for their owner.</param>
/// <param name="Token">The title of the token that was sent; null where a person is signed in.</param>
/// <param name="Scopes">What that token is for.</param>
public sealed record Caller(string Name, Role Role, string? Token = null, TokenScopes Scopes = TokenScopes.None)
{
    private const string ScopeClaim = "vignette:scopes";
    private const string TokenClaim = "vignette:token";

    /// <summary>What of the catalog they see.</summary>
    public Viewer Viewer => Role == Role.Admin ? Viewer.OfEverything : new Viewer(Name);

    /// <summary>Whether they decide over what is somebody's.</summary>
    public bool Manages(string owner) => Role >= Role.Annotator && Viewer.IsOwner(owner);

    /// <summary>As a request carries it.</summary>
    /// <param name="scheme">How they proved who they are.</param>
    public ClaimsPrincipal ToPrincipal(string scheme, params Claim[] further)
    {
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, Name), new Claim(ClaimTypes.Role, Role.Code()), .. further], scheme);
        if (Token is not null)
        {
            identity.AddClaim(new Claim(TokenClaim, Token));
            identity.AddClaim(new Claim(ScopeClaim, ((int)Scopes).ToString(CultureInfo.InvariantCulture)));
        }

        return new ClaimsPrincipal(identity);
    }

    /// <summary>Null where nobody is signed in.</summary>
    public static Caller? Of(ClaimsPrincipal user) =>
        user is { Identity: { IsAuthenticated: true, Name: { Length: > 0 } name } } && Roles.Parse(user.FindFirstValue(ClaimTypes.Role)) is { } role
            ? new Caller(name, role, user.FindFirstValue(TokenClaim), user.FindFirstValue(ScopeClaim) is { } scopes ? (TokenScopes)int.Parse(scopes, CultureInfo.InvariantCulture) : TokenScopes.None)
            : null;

    /// <summary>Whether they have a right, images aside.</summary>
    internal bool Has([NotNull] AccessRule rule) =>
        rule.Least is not { } least
        || (Role >= least && (Token is null || (rule.Scopes is { } scopes && (Scopes & scopes) == scopes)));
}

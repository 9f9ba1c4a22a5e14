using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Vignette.Schema.Accounts;

namespace Vignette.Gallery.Access;

/// <summary>The one user of a gallery without sign-in: everybody who reaches it.</summary>
internal sealed class FixedUserHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private static readonly Caller User = new(FixedUser.Name, Role.Admin);

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() =>
        Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(User.ToPrincipal(Scheme.Name), Scheme.Name)));
}

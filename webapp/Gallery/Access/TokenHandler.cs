using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Vignette.Schema.Accounts;

namespace Vignette.Gallery.Access;

/// <summary>Scripts, by <c>Authorization: Bearer</c> and a token: RFC 6750.</summary>
internal sealed class TokenHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApiTokens tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Prefix = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }

        return await tokens.UseAsync(header[Prefix.Length..].Trim(), Context.RequestAborted) is { Account: var account, Token: var token }
            ? AuthenticateResult.Success(new AuthenticationTicket(new Caller(account.Name, account.Role, token.Title, token.Scopes).ToPrincipal(Scheme.Name), Scheme.Name))
            : AuthenticateResult.NoResult();
    }
}

using Microsoft.AspNetCore.Http;
using Vignette.Gallery.Access;
using Vignette.Gallery.Pages;
using Vignette.Gallery.Security;
using Vignette.Schema.Accounts;

namespace Vignette.Gallery.Apis;

/// <summary>Shows somebody their own account.</summary>
internal sealed class AccountPage(AccountDirectory accounts, ApiTokens tokens, FormTokens forms, TimeProvider time)
{
    public async Task<IResult> ShowAsync(HttpContext context, Caller caller, CancellationToken cancellationToken, string? problem = null, string? created = null, string? done = null)
    {
        var account = await accounts.FindAsync(caller.Name, cancellationToken);
        return new View<AccountModel>(
            "Account",
            new AccountModel(
                forms.Issue(context),
                caller,
                account?.PasswordHash is not null,
                await accounts.UsageAsync(caller.Name, cancellationToken),
                account?.MaxBytes,
                await tokens.ListAsync(caller.Name, cancellationToken),
                created,
                problem,
                done,
                time.GetUtcNow()),
            problem is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }
}

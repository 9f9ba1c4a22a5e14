using System.Security.Claims;
using Vignette.Gallery.Access.LoadBalancing;
using Vignette.Schema.Accounts;

namespace Vignette.Gallery.Access;

/// <summary>People whom the user pool knows: whoever comes for the first time gets an account that may look, or that may do anything, where the deployment names them.</summary>
internal sealed class ExternalAccounts(AccountDirectory accounts, LoadBalancerSignInOptions options) : IExternalAccounts
{
    public async Task<ClaimsPrincipal?> EnterAsync(ExternalIdentity identity, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(identity);
        var account = await accounts.FindBySubjectAsync(identity.Subject, cancellationToken);
        if (account is null && AccountName.Problem(identity.Email) is null)
        {
            var role = options.Administrators.Contains(identity.Email, StringComparer.OrdinalIgnoreCase) ? Role.Admin : Role.Viewer;
            account = await accounts.EnterAsync(identity.Subject, identity.Email, role, cancellationToken);
        }

        return account is null ? null : new Caller(account.Name, account.Role).ToPrincipal(LoadBalancerServices.Scheme);
    }
}

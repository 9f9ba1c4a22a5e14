using Pulumi;
using Vignette.Infra.Configuration;
using Vignette.Pipeline.Hosting;

namespace Vignette.Infra.Identity;

/// <summary>How people sign in: what the load balancer and the gallery are told of it.</summary>
/// <param name="Settings">What the stack says.</param>
/// <param name="Identity">The user pool; null where the gallery keeps passwords.</param>
/// <param name="SetupCode">By which the first account is made; null where a user pool has them.</param>
public sealed record SignIn(SignInSettings Settings, Identity? Identity, SetupCode? SetupCode)
{
    public static SignIn Make(string name, Settings settings, ComponentResourceOptions options)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return IdentityArgs.From(settings) is { } args
            ? new SignIn(settings.SignIn, new Identity(name, args, options), null)
            : new SignIn(settings.SignIn, null, new SetupCode(name, options));
    }

    /// <summary>The gallery's environment variables.</summary>
    /// <param name="loadBalancer">The ARN of the one that signs people in.</param>
    internal IEnumerable<KeyValuePair<string, Output<string>>> Variables(Output<string> loadBalancer) => Identity is { } identity
        ?
        [
            new(SignInVariables.Mode, Output.Create(SignInVariables.Cognito)),
            new(SignInVariables.Administrators, Output.Create(string.Join(',', Settings.Administrators))),
            new(SignInVariables.Issuer, identity.Issuer),
            new(SignInVariables.ClientId, identity.ClientId),
            new(SignInVariables.Domain, identity.Pages),
            new(SignInVariables.LoadBalancer, loadBalancer),
        ]
        :
        [
            new(SignInVariables.Mode, Output.Create(SignInVariables.Password)),
            new(SignInVariables.SetupCode, SetupCode!.Sha256),
        ];
}

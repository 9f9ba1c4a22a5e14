using Pulumi;
using Pulumi.Aws;

namespace Vignette.Infra.Access;

internal static class CallingAccount
{
    /// <summary>The id of the account that a component's provider deploys to.</summary>
    public static Output<string> Of(Resource component) =>
        GetCallerIdentity.Invoke(options: new InvokeOptions { Parent = component }).Apply(caller => caller.AccountId);
}

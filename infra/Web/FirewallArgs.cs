using Pulumi;

namespace Vignette.Infra.Web;

public sealed record FirewallArgs
{
    /// <summary>The ARN of the load balancer that it is before.</summary>
    public required Output<string> LoadBalancerArn { get; init; }

    public required int LogRetentionDays { get; init; }
}

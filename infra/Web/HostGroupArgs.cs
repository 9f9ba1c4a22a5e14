using System.Collections.Immutable;
using Pulumi;
using Vignette.Infra.Access;

namespace Vignette.Infra.Web;

internal sealed record HostGroupArgs
{
    public required string Region { get; init; }

    /// <summary>By its digest.</summary>
    public required Output<string> Image { get; init; }

    /// <summary>The ARN of the image's repository.</summary>
    public required Output<string> RepositoryArn { get; init; }

    /// <summary>Graviton types, in the order in which they are taken.</summary>
    public required IReadOnlyList<string> InstanceTypes { get; init; }

    public required int MinHosts { get; init; }

    public required int MaxHosts { get; init; }

    public required Output<ImmutableArray<string>> SubnetIds { get; init; }

    public required Output<string> SecurityGroupId { get; init; }

    public required Output<string> TargetGroupArn { get; init; }

    /// <summary>What metrics name the load balancer and its targets by.</summary>
    public required Output<string> LoadBalancerArnSuffix { get; init; }

    public required Output<string> TargetGroupArnSuffix { get; init; }

    public required IReadOnlyDictionary<string, Output<string>> Environment { get; init; }

    /// <summary>What the gallery may do.</summary>
    public required IReadOnlyList<PolicyStatement> Permissions { get; init; }

    /// <summary>The names of the alarms that take a deployment back.</summary>
    public required IReadOnlyList<Output<string>> RollbackAlarms { get; init; }

    /// <summary>Of hosts, their volumes and their network interfaces: what makes them is not the deployment.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    public required int LogRetentionDays { get; init; }
}

using System.Collections.Immutable;
using Pulumi;
using Vignette.Infra.Configuration;

namespace Vignette.Infra.Web;

public sealed record LoadBalancerArgs
{
    public required Output<string> VpcId { get; init; }

    /// <summary>Where it is: subnets that the internet reaches.</summary>
    public required Output<ImmutableArray<string>> SubnetIds { get; init; }

    public required Output<string> SecurityGroupId { get; init; }

    /// <summary>Whom it sends requests to.</summary>
    public required WebHosting Hosting { get; init; }

    /// <summary>The ARN of the certificate by which it speaks TLS; null for HTTP alone.</summary>
    public required Output<string>? Certificate { get; init; }

    /// <summary>The user pool by which it signs people in, for which it needs <see cref="Certificate"/>; null where it lets everybody through to the gallery.</summary>
    public required Identity.Identity? Identity { get; init; }

    /// <summary>The bucket that takes its logs.</summary>
    public required Output<string> LogBucket { get; init; }

    /// <summary>What the keys of its logs begin with, without the slash.</summary>
    public required string LogPrefix { get; init; }

    /// <summary>Whether it outlives <c>pulumi destroy</c>.</summary>
    public required bool DeletionProtection { get; init; }
}

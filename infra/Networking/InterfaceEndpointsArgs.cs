using System.Collections.Immutable;
using Pulumi;

namespace Vignette.Infra.Networking;

public sealed record InterfaceEndpointsArgs
{
    public required Input<string> VpcId { get; init; }

    public required string Region { get; init; }

    public required Output<ImmutableArray<string>> SubnetIds { get; init; }

    public required Output<string> SecurityGroupId { get; init; }
}

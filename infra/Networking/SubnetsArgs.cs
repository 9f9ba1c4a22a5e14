using System.Net;
using Pulumi;

namespace Vignette.Infra.Networking;

public sealed record SubnetsArgs
{
    public required Input<string> VpcId { get; init; }

    /// <summary>The addresses of the whole network.</summary>
    public required IPNetwork Network { get; init; }

    public required SubnetTier Tier { get; init; }

    /// <summary>The names of the zones; each gets a subnet.</summary>
    public required IReadOnlyList<Output<string>> Zones { get; init; }
}

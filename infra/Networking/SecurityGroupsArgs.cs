using Pulumi;

namespace Vignette.Infra.Networking;

public sealed record SecurityGroupsArgs
{
    public required Input<string> VpcId { get; init; }

    /// <summary>The addresses of S3.</summary>
    public required Input<string> ObjectStorePrefixList { get; init; }

    public required bool HasTls { get; init; }

    public required bool HasNat { get; init; }

    public required bool HasInterfaceEndpoints { get; init; }

    /// <summary>Whether the load balancer has people sign in by a user pool, which it asks by the internet, as the gallery does for the load balancer's keys.</summary>
    public required bool HasUserPool { get; init; }

    /// <summary>Null where the gallery is a function.</summary>
    public required int? WebPort { get; init; }

    public required int DatabasePort { get; init; }
}

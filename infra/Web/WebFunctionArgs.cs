using System.Collections.Immutable;
using Pulumi;
using Vignette.Infra.Access;

namespace Vignette.Infra.Web;

internal sealed record WebFunctionArgs
{
    public required string Region { get; init; }

    /// <summary>By its digest.</summary>
    public required Output<string> Image { get; init; }

    public required Output<ImmutableArray<string>> SubnetIds { get; init; }

    public required Output<string> SecurityGroupId { get; init; }

    public required Output<string> TargetGroupArn { get; init; }

    public required IReadOnlyDictionary<string, Output<string>> Environment { get; init; }

    /// <summary>What the gallery may do.</summary>
    public required IReadOnlyList<PolicyStatement> Permissions { get; init; }

    public required int LogRetentionDays { get; init; }
}

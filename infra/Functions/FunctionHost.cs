using System.Collections.Immutable;
using Pulumi;

namespace Vignette.Infra.Functions;

/// <summary>What functions have in common: what they are made from and where they run.</summary>
internal sealed record FunctionHost
{
    /// <summary>The image of all functions, by its digest.</summary>
    public required Output<string> Image { get; init; }

    public required string Region { get; init; }

    public required Output<ImmutableArray<string>> SubnetIds { get; init; }

    public required IReadOnlyList<Output<string>> SecurityGroupIds { get; init; }

    public required int LogRetentionDays { get; init; }
}

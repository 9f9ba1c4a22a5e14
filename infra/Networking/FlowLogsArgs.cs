using Pulumi;

namespace Vignette.Infra.Networking;

public sealed record FlowLogsArgs
{
    public required Input<string> VpcId { get; init; }

    public required string Region { get; init; }

    public required int RetentionDays { get; init; }
}

using Pulumi;

namespace Vignette.Infra.Web;

public sealed record WebAlarmsArgs
{
    public required Output<string> LoadBalancerArnSuffix { get; init; }

    public required Output<string> TargetGroupArnSuffix { get; init; }

    /// <summary>How many hosts must be healthy; null where the gallery is a function.</summary>
    public required int? MinHosts { get; init; }

    /// <summary>The topic that is told.</summary>
    public required Output<string>? TopicArn { get; init; }
}

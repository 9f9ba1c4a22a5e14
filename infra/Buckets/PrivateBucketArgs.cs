using Pulumi;
using Pulumi.Aws.S3.Inputs;
using Vignette.Infra.Access;

namespace Vignette.Infra.Buckets;

internal sealed record PrivateBucketArgs
{
    /// <summary>Whether <c>pulumi destroy</c> deletes what is in it too.</summary>
    public required bool ForceDestroy { get; init; }

    /// <summary>How long things are kept, besides what holds for every bucket.</summary>
    public required IReadOnlyList<BucketLifecycleConfigurationRuleArgs> Lifecycle { get; init; }

    /// <summary>The bucket in which it is written down who asked for what; null for that bucket itself, which would fill itself.</summary>
    public Input<string>? AccessLogs { get; init; }

    /// <summary>What others than the roles of this account may do.</summary>
    public Func<Output<string>, IReadOnlyList<PolicyStatement>>? Permissions { get; init; }
}

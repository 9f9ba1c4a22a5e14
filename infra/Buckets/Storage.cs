using Pulumi;
using Pulumi.Aws.S3;
using Vignette.Infra.Access;
using Vignette.Pipeline.Objects;

namespace Vignette.Infra.Buckets;

/// <summary>The buckets: originals, what is made of them, the data set of what was approved, and the record of who asked for what.</summary>
public sealed class Storage : ComponentResource
{
    /// <summary>Below this the load balancer may put its logs, in the bucket for access logs.</summary>
    public const string LoadBalancerLogs = "load-balancer";

    public Storage(string name, StorageArgs args, ComponentResourceOptions? options = null)
        : base("vignette:infra:Storage", $"{name}-storage", options)
    {
        ArgumentNullException.ThrowIfNull(args);
        var child = new CustomResourceOptions { Parent = this };
        var part = new ComponentResourceOptions { Parent = this };
        var forceDestroy = !args.DeletionProtection;

        AccessLogs = new PrivateBucket($"{name}-access-logs", new PrivateBucketArgs
        {
            ForceDestroy = forceDestroy,
            Lifecycle = [LifecycleRules.Expire(args.LogRetentionDays)],
            Permissions = bucket => LogsFromThisAccount(bucket, CallingAccount.Of(this)),
        }, part);
        Originals = new PrivateBucket($"{name}-originals", new PrivateBucketArgs
        {
            ForceDestroy = forceDestroy,
            Lifecycle = [LifecycleRules.ForgetVersions("forget-versions", "", args.VersionRetentionDays)],
            AccessLogs = AccessLogs.BucketName,
        }, part);
        Renditions = new PrivateBucket($"{name}-renditions", new PrivateBucketArgs
        {
            ForceDestroy = forceDestroy,
            // They can be made again. What else is here, the keys of the gallery's forms, no rule may touch.
            Lifecycle =
            [
                .. RenditionNames.All.Select(rendition => LifecycleRules.ForgetVersions($"forget-{rendition}-versions", $"{rendition}/", 1)),
                LifecycleRules.ForgetVersions("forget-reviews-versions", ObjectKeys.ReviewsPrefix, 1),
            ],
            AccessLogs = AccessLogs.BucketName,
        }, part);
        Dataset = new PrivateBucket($"{name}-dataset", new PrivateBucketArgs
        {
            ForceDestroy = forceDestroy,
            Lifecycle = [LifecycleRules.ForgetVersions("forget-versions", "", args.VersionRetentionDays)],
            AccessLogs = AccessLogs.BucketName,
        }, part);

        _ = new BucketNotification($"{name}-originals-notification", new BucketNotificationArgs { Bucket = Originals.BucketName, Eventbridge = true }, child);

        // Approvals are announced there.
        _ = new BucketNotification($"{name}-renditions-notification", new BucketNotificationArgs { Bucket = Renditions.BucketName, Eventbridge = true }, child);
        RegisterOutputs(new Dictionary<string, object?>
        {
            ["originals"] = Originals.BucketName,
            ["renditions"] = Renditions.BucketName,
            ["dataset"] = Dataset.BucketName,
            ["accessLogs"] = AccessLogs.BucketName,
        });
    }

    public PrivateBucket Originals { get; }

    public PrivateBucket Renditions { get; }

    public PrivateBucket Dataset { get; }

    public PrivateBucket AccessLogs { get; }

    /// <summary>S3 writes down what happens in the buckets of this account, its load balancers what they are asked; nobody for another.</summary>
    private static IReadOnlyList<PolicyStatement> LogsFromThisAccount(Output<string> bucket, Output<string> account) =>
    [
        new PolicyStatement
        {
            Sid = "AccessLogs",
            Principal = PolicyStatement.Service("logging.s3.amazonaws.com"),
            Action = ["s3:PutObject"],
            Resource = [Output.Format($"{bucket}/*")],
            Condition = new Dictionary<string, Dictionary<string, Output<string>>> { ["StringEquals"] = new() { ["aws:SourceAccount"] = account } },
        },
        new PolicyStatement
        {
            Sid = "LoadBalancerLogs",
            Principal = PolicyStatement.Service("logdelivery.elasticloadbalancing.amazonaws.com"),
            Action = ["s3:PutObject"],
            // The service puts the account whose load balancer it is into the key; it names no account in its requests.
            Resource = [Output.Format($"{bucket}/{LoadBalancerLogs}/AWSLogs/{account}/*")],
        },
    ];
}

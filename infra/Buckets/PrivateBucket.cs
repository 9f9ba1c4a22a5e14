using Pulumi;
using Pulumi.Aws.S3;
using Vignette.Infra.Access;
using Inputs = Pulumi.Aws.S3.Inputs;

namespace Vignette.Infra.Buckets;

/// <summary>
/// A bucket that nobody reaches without a right of their own, and nobody without TLS: encrypted by S3, versioned, without
/// access lists, its requests on record.
/// </summary>
public sealed class PrivateBucket : ComponentResource
{
    /// <summary>Below this, TLS counts as none.</summary>
    private const string LeastTls = "1.2";

    internal PrivateBucket(string name, PrivateBucketArgs args, ComponentResourceOptions? options = null)
        : base("vignette:infra:PrivateBucket", $"{name}-bucket", options)
    {
        var child = new CustomResourceOptions { Parent = this };
        var bucket = new Bucket(name, new BucketArgs { ForceDestroy = args.ForceDestroy }, child);
        var block = new BucketPublicAccessBlock($"{name}-public-access", new BucketPublicAccessBlockArgs
        {
            Bucket = bucket.Id,
            BlockPublicAcls = true,
            BlockPublicPolicy = true,
            IgnorePublicAcls = true,
            RestrictPublicBuckets = true,
        }, child);
        _ = new BucketOwnershipControls($"{name}-ownership", new BucketOwnershipControlsArgs
        {
            Bucket = bucket.Id,
            Rule = new Inputs.BucketOwnershipControlsRuleArgs { ObjectOwnership = "BucketOwnerEnforced" },
        }, child);

        // By S3's own keys: under KMS the ETag of an object that is copied onto itself would change, and with it the
        // version of the image, which would be processed anew.
        _ = new BucketServerSideEncryptionConfiguration($"{name}-encryption", new BucketServerSideEncryptionConfigurationArgs
        {
            Bucket = bucket.Id,
            Rules = new Inputs.BucketServerSideEncryptionConfigurationRuleArgs
            {
                ApplyServerSideEncryptionByDefault = new Inputs.BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultArgs { SseAlgorithm = "AES256" },
            },
        }, child);
        var versioning = new BucketVersioning($"{name}-versioning", new BucketVersioningArgs
        {
            Bucket = bucket.Id,
            VersioningConfiguration = new Inputs.BucketVersioningVersioningConfigurationArgs { Status = "Enabled" },
        }, child);
        _ = new BucketLifecycleConfiguration($"{name}-lifecycle", new BucketLifecycleConfigurationArgs
        {
            Bucket = bucket.Id,
            Rules = [LifecycleRules.AbortUploads, .. args.Lifecycle],
        }, CustomResourceOptions.Merge(child, new CustomResourceOptions { DependsOn = { versioning } }));

        // One after the other: S3 refuses two changes of who may reach a bucket at once.
        var policy = new BucketPolicy($"{name}-policy", new BucketPolicyArgs
        {
            Bucket = bucket.Id,
            Policy = PolicyDocument.Of([.. TlsOnly(bucket.Arn), .. args.Permissions?.Invoke(bucket.Arn) ?? []]),
        }, CustomResourceOptions.Merge(child, new CustomResourceOptions { DependsOn = { block } }));
        if (args.AccessLogs is { } logs)
        {
            _ = new BucketLogging($"{name}-logging", new BucketLoggingArgs { Bucket = bucket.Id, TargetBucket = logs, TargetPrefix = $"{name}/" }, child);
        }

        BucketName = policy.Bucket;
        Arn = bucket.Arn;
        RegisterOutputs(new Dictionary<string, object?> { ["bucketName"] = BucketName, ["arn"] = Arn });
    }

    /// <summary>Known once the policy holds, so that nothing uses the bucket before.</summary>
    public Output<string> BucketName { get; }

    public Output<string> Arn { get; }

    private static IEnumerable<PolicyStatement> TlsOnly(Output<string> arn)
    {
        PolicyStatement Refuse(string sid, string condition, string key, string value) => new()
        {
            Sid = sid,
            Effect = "Deny",
            Principal = "*",
            Action = ["s3:*"],
            Resource = [arn, Output.Format($"{arn}/*")],
            Condition = new Dictionary<string, Dictionary<string, Output<string>>> { [condition] = new() { [key] = Output.Create(value) } },
        };
        yield return Refuse("WithoutTls", "Bool", "aws:SecureTransport", "false");
        yield return Refuse("WithOldTls", "NumericLessThan", "s3:TlsVersion", LeastTls);
    }
}

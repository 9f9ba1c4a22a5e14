using System.Text.Json;
using Vignette.Planning.Policies.Documents;

namespace Vignette.Planning.Policies.Catalog;

/// <summary>Buckets.</summary>
internal static class S3Controls
{
    private static readonly string[] Blocks = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];

    /// <summary>What S3.6 keeps from other accounts: it is not customizable.</summary>
    private static readonly string[] OwnersActions = ["s3:DeleteBucketPolicy", "s3:PutBucketAcl", "s3:PutBucketPolicy", "s3:PutEncryptionConfiguration", "s3:PutObjectAcl"];

    private static readonly string[] ReadActions = ["s3:GetObject", "s3:ListBucket"];
    private static readonly string[] WriteActions = ["s3:PutObject", "s3:DeleteObject"];

    public static IReadOnlyList<Control> All { get; } =
    [
        ControlHeading.Foundational("S3.2", Severity.Critical, "Buckets prohibit public read access")
            .Find(AwsTypes.Bucket, (plan, bucket) => Public(plan, bucket, ReadActions, "read")),
        ControlHeading.Foundational("S3.3", Severity.Critical, "Buckets prohibit public write access")
            .Find(AwsTypes.Bucket, (plan, bucket) => Public(plan, bucket, WriteActions, "write to")),
        ControlHeading.Foundational("S3.5", Severity.Medium, "Buckets refuse requests without TLS")
            .Each(
                AwsTypes.Bucket,
                (plan, bucket) => Statements(plan, bucket).Any(statement => statement.DeniesPlainText && statement.Names("s3:GetObject") && Covers(statement, bucket)),
                "answers without TLS: have its policy deny s3:* of the bucket and its objects where aws:SecureTransport is false."),
        ControlHeading.Foundational("S3.6", Severity.High, "Bucket policies keep from other accounts what is the owner's")
            .Find(AwsTypes.Bucket, (plan, bucket) =>
                from statement in Statements(plan, bucket)
                where statement.Allows && statement.Principals.Any(principal => principal.Kind == "AWS")
                from action in OwnersActions
                where statement.Names(action)
                select $"lets another account do {action} by {statement.Name} of its policy: take the action out."),
        ControlHeading.Foundational("S3.8", Severity.High, "Buckets block public access")
            .Find(AwsTypes.Bucket, (plan, bucket) => Blocks.Where(block => !plan.Of(bucket, AwsTypes.BucketPublicAccessBlock, "bucket").Any(found => found.Flag(block) == true))
                .Select(block => $"does not block public access: set {block} in its public access block.")),
        ControlHeading.Foundational("S3.9", Severity.Medium, "Buckets log who asks for what")
            .Each(AwsTypes.Bucket, (plan, bucket) => plan.Of(bucket, AwsTypes.BucketLogging, "bucket").Any(), "does not log requests: add a bucket logging."),
        ControlHeading.SecurityHub("S3.10", Severity.Medium, "Versioned buckets have a lifecycle")
            .Each(Versioned, (plan, bucket) => Rules(plan, bucket).Any(), "keeps every version for ever: add a lifecycle configuration."),
        ControlHeading.SecurityHub("S3.11", Severity.Medium, "Buckets announce what happens in them")
            .Each(
                AwsTypes.Bucket,
                (plan, bucket) => plan.Of(bucket, AwsTypes.BucketNotification, "bucket").Any(notification => notification.Flag("eventbridge") == true
                    || notification.List("queues").Count + notification.List("topics").Count + notification.List("lambdaFunctions").Count > 0),
                "announces nothing: add a bucket notification."),
        ControlHeading.Foundational("S3.12", Severity.Medium, "Nobody's access to buckets is by access lists")
            .Each(
                AwsTypes.Bucket,
                (plan, bucket) => bucket["acl"] is null && !plan.Of(bucket, AwsTypes.BucketAcl, "bucket").Any()
                    && plan.Of(bucket, AwsTypes.BucketOwnership, "bucket").Any(ownership => ownership.Text("rule.objectOwnership") == "BucketOwnerEnforced"),
                "can be opened by access lists: set objectOwnership to BucketOwnerEnforced, and no acl."),
        ControlHeading.Foundational("S3.13", Severity.Low, "Buckets have a lifecycle")
            .Each(AwsTypes.Bucket, (plan, bucket) => Rules(plan, bucket).Any(), "keeps everything for ever: add a lifecycle configuration with a rule that is Enabled."),
        ControlHeading.SecurityHub("S3.14", Severity.Low, "Buckets are versioned")
            .Each(AwsTypes.Bucket, IsVersioned, "forgets what is overwritten: set versioningConfiguration.status to Enabled in a bucket versioning."),
        ControlHeading.SecurityHub("S3.17", Severity.Medium, "Buckets are encrypted by KMS")
            .Each(AwsTypes.Bucket, (plan, bucket) => Algorithms(plan, bucket).Any(algorithm => algorithm is "aws:kms" or "aws:kms:dsse"), "is encrypted by S3's own keys: set sseAlgorithm to aws:kms."),
    ];

    private static IEnumerable<PolicyStatement> Statements(Plan plan, PlannedResource bucket) =>
        plan.Of(bucket, AwsTypes.BucketPolicy, "bucket").SelectMany(policy => policy.Statements());

    private static IEnumerable<string> Public(Plan plan, PlannedResource bucket, string[] actions, string verb)
    {
        var blocks = plan.Of(bucket, AwsTypes.BucketPublicAccessBlock, "bucket").ToList();
        foreach (var setting in (string[])["ignorePublicAcls", "restrictPublicBuckets"])
        {
            if (!blocks.Any(block => block.Flag(setting) == true))
            {
                yield return $"may be opened for anybody to {verb}: set {setting} in its public access block.";
            }
        }

        foreach (var statement in Statements(plan, bucket).Where(statement => statement.IsPublic && actions.Any(statement.Names)))
        {
            yield return $"lets anybody {verb} it by {statement.Name} of its policy: name who may.";
        }
    }

    private static bool Covers(PolicyStatement statement, PlannedResource bucket)
    {
        var arn = new Reference(bucket.Name, "arn").ToString();
        return statement.Resources.Contains("*") || (statement.Resources.Contains(arn) && statement.Resources.Contains($"{arn}/*"));
    }

    private static IEnumerable<PlannedResource> Versioned(Plan plan) => plan.OfType(AwsTypes.Bucket).Where(bucket => IsVersioned(plan, bucket));

    private static bool IsVersioned(Plan plan, PlannedResource bucket) =>
        plan.Of(bucket, AwsTypes.BucketVersioning, "bucket").Any(versioning => versioning.Text("versioningConfiguration.status") == "Enabled");

    private static IEnumerable<string?> Algorithms(Plan plan, PlannedResource bucket) =>
        plan.Of(bucket, AwsTypes.BucketEncryption, "bucket").Select(encryption => encryption.Text("rules.0.applyServerSideEncryptionByDefault.sseAlgorithm"));

    private static IEnumerable<JsonElement> Rules(Plan plan, PlannedResource bucket) =>
        plan.Of(bucket, AwsTypes.BucketLifecycle, "bucket").SelectMany(lifecycle => lifecycle.List("rules")).Where(rule => rule.GetProperty("status").GetString() == "Enabled");
}

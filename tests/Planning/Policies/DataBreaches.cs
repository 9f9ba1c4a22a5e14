using Vignette.Planning.Tests.Rig;

namespace Vignette.Planning.Tests.Policies;

/// <summary>What breaks the controls of the database and the buckets.</summary>
internal static class DataBreaches
{
    private const string Database = "vignette-database-instance";
    private const string Originals = "vignette-originals";
    private const string Anybody = """{ "Sid": "Anybody", "Effect": "Allow", "Principal": "*", "Action": "ACTION", "Resource": "*" }""";

    public static IReadOnlyList<Breach> All { get; } =
    [
        new("RDS.2", Database, plan => plan.With(Database, "publiclyAccessible", true)),
        new("RDS.3", Database, plan => plan.With(Database, "storageEncrypted", false)) { Also = ["RDS.4"] },
        new("RDS.4", Database, plan => plan.Without(Database, "storageEncrypted")) { Also = ["RDS.3"] },
        new("RDS.5", Database, plan => plan.With(Database, "multiAz", false)),
        new("RDS.6", Database, plan => plan.With(Database, "monitoringInterval", 0)),
        new("RDS.8", Database, plan => plan.With(Database, "deletionProtection", false)),
        new("RDS.9", Database, plan => plan.With(Database, "enabledCloudwatchLogsExports", new[] { "audit", "error", "general" }))
        {
            Mend = plan => plan.With(Database, "enabledCloudwatchLogsExports", new[] { "audit", "error", "general", "slowquery" }),
        },
        new("RDS.10", Database, plan => plan.With(Database, "iamDatabaseAuthenticationEnabled", false)),
        new("RDS.11", Database, plan => plan.With(Database, "backupRetentionPeriod", 6)),
        new("RDS.13", Database, plan => plan.With(Database, "autoMinorVersionUpgrade", false)),
        new("RDS.17", Database, plan => plan.Without(Database, "copyTagsToSnapshot")),
        new("RDS.20", Database, plan => plan.With("vignette-database-instance-events", "eventCategories", new[] { "maintenance", "failure" })),
        new("RDS.20", Database, plan => plan.With("vignette-database-instance-events", "sourceIds", new[] { "another" })),
        new("RDS.21", Database, plan => plan.Without("vignette-database-parameters-events")),
        new("RDS.22", Database, plan => plan.With("vignette-database-security-events", "enabled", false)),
        new("RDS.23", Database, plan => plan.Without(Database, "port")),
        new("RDS.25", Database, plan => plan.With(Database, "username", "admin")),
        new("RDS.26", Database, plan => plan.Without("selection")) { Mend = plan => plan.Add("aws:backup/selection:Selection", "selection", $$"""{ "resources": [ "${{{Database}}.arn}" ] }""") },
        new("RDS.39", Database, plan => plan.With("vignette-database-parameters", "parameters.0.value", "0")),
        new("RDS.39", Database, plan => plan.With(Database, "parameterGroupName", "default.mysql8.4")) { Also = ["RDS.21"] },
        new("RDS.46", Database, plan => plan.With("vignette-database-subnets", "subnetIds.1", "${vignette-public-1.id}")),
        new("Vignette.DatabaseLogs", Database, plan => plan.Without("vignette-database-slowquery-log-group")),

        new("S3.2", Originals, plan => plan.Allow($"{Originals}-policy", "policy", Anybody.Replace("ACTION", "s3:GetObject", StringComparison.Ordinal))),
        new("S3.2", Originals, plan => plan.With($"{Originals}-public-access", "restrictPublicBuckets", false)) { Also = ["S3.3", "S3.8"] },
        new("S3.3", Originals, plan => plan.Allow($"{Originals}-policy", "policy", Anybody.Replace("ACTION", "s3:PutObject", StringComparison.Ordinal))),
        new("S3.5", Originals, plan => plan.Replace($"{Originals}-policy", "policy", "aws:SecureTransport", "aws:ViaAWSService")),
        new("S3.5", Originals, plan => plan.Replace($"{Originals}-policy", "policy", "/*", "/originals/*")),
        new("S3.6", Originals, plan => plan.Allow($"{Originals}-policy", "policy", """{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::210987654321:root" }, "Action": "s3:PutBucketPolicy", "Resource": "*" }""")),
        new("S3.8", Originals, plan => plan.Without($"{Originals}-public-access", "blockPublicPolicy")),
        new("S3.8", Originals, plan => plan.Without($"{Originals}-public-access")) { Also = ["S3.2", "S3.3"] },
        new("S3.9", Originals, plan => plan.Without($"{Originals}-logging")),
        new("S3.10", Originals, plan => plan.With($"{Originals}-lifecycle", "rules", Array.Empty<object>())) { Also = ["S3.13"] },
        new("S3.11", Originals, plan => plan.With($"{Originals}-notification", "eventbridge", false)),
        new("S3.12", Originals, plan => plan.With($"{Originals}-ownership", "rule.objectOwnership", "BucketOwnerPreferred")),
        new("S3.12", Originals, plan => plan.Add("aws:s3/bucketAcl:BucketAcl", "acl", $$"""{ "bucket": "${{{Originals}}.id}", "acl": "private" }""")),
        new("S3.13", Originals, plan => plan.With($"{Originals}-lifecycle", "rules.0.status", "Disabled").With($"{Originals}-lifecycle", "rules.1.status", "Disabled")) { Also = ["S3.10"] },
        new("S3.14", Originals, plan => plan.With($"{Originals}-versioning", "versioningConfiguration.status", "Suspended")),
        new("S3.17", Originals, plan => plan.With($"{Originals}-encryption", "rules.0.applyServerSideEncryptionByDefault.sseAlgorithm", "AES256"))
        {
            Mend = plan => plan.With($"{Originals}-encryption", "rules.0.applyServerSideEncryptionByDefault.sseAlgorithm", "aws:kms"),
        },
    ];
}

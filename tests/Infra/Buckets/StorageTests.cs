using System.Text.Json;
using Vignette.Infra.Buckets;
using Vignette.Infra.Tests.Rig;

namespace Vignette.Infra.Tests.Buckets;

public sealed class StorageTests
{
    private static readonly StorageArgs Args = new() { DeletionProtection = true, VersionRetentionDays = 30, LogRetentionDays = 90 };
    private static readonly string[] Buckets = ["st-access-logs", "st-originals", "st-renditions", "st-dataset"];

    [Fact]
    public async Task Each_bucket_is_closed_encrypted_and_versioned()
    {
        var plan = await PlanAsync(Args);
        plan.OfType("aws:s3/bucket:Bucket").Select(bucket => bucket.Name).ShouldBe(Buckets, ignoreOrder: true);
        foreach (var bucket in Buckets)
        {
            var block = plan.Find("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", $"{bucket}-public-access");
            string[] ways = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];
            ways.ShouldAllBe(way => Equals(block[way], true));
            block["bucket"].ShouldBe($"{bucket}.id");
            plan.Find("aws:s3/bucketOwnershipControls:BucketOwnershipControls", $"{bucket}-ownership")["rule.objectOwnership"].ShouldBe("BucketOwnerEnforced");
            plan.Find("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", $"{bucket}-encryption")["rules.0.applyServerSideEncryptionByDefault.sseAlgorithm"].ShouldBe("AES256");
            plan.Find("aws:s3/bucketVersioning:BucketVersioning", $"{bucket}-versioning")["versioningConfiguration.status"].ShouldBe("Enabled");
        }
    }

    [Fact]
    public async Task Nobody_reaches_a_bucket_without_TLS()
    {
        var plan = await PlanAsync(Args);
        foreach (var bucket in Buckets)
        {
            var refused = Statements(plan, bucket).Where(statement => statement.GetProperty("Effect").GetString() == "Deny").ToList();
            refused.ShouldAllBe(statement => statement.GetProperty("Principal").GetString() == "*" && statement.GetProperty("Action")[0].GetString() == "s3:*");
            refused.SelectMany(statement => statement.GetProperty("Resource").EnumerateArray()).Select(resource => resource.GetString()).Distinct()
                .ShouldBe([$"{bucket}.arn", $"{bucket}.arn/*"]);
            refused.Select(statement => statement.GetProperty("Condition").GetRawText())
                .ShouldBe(["""{"Bool":{"aws:SecureTransport":"false"}}""", """{"NumericLessThan":{"s3:TlsVersion":"1.2"}}"""]);
        }
    }

    [Fact]
    public async Task Only_S3_and_load_balancers_of_this_account_write_access_logs()
    {
        var plan = await PlanAsync(Args);
        var allowed = Buckets.SelectMany(bucket => Statements(plan, bucket)).Where(statement => statement.GetProperty("Effect").GetString() == "Allow").ToList();
        allowed.Select(statement => statement.GetProperty("Sid").GetString()).ShouldBe(["AccessLogs", "LoadBalancerLogs"]);
        allowed.ShouldAllBe(statement => statement.GetProperty("Action").GetRawText() == """["s3:PutObject"]""");
        allowed[0].GetProperty("Principal").GetRawText().ShouldBe("""{"Service":"logging.s3.amazonaws.com"}""");
        allowed[0].GetProperty("Resource").GetRawText().ShouldBe("""["st-access-logs.arn/*"]""");
        allowed[0].GetProperty("Condition").GetRawText().ShouldBe($$$"""{"StringEquals":{"aws:SourceAccount":"{{{CloudMocks.Account}}}"}}""");
        allowed[1].GetProperty("Principal").GetRawText().ShouldBe("""{"Service":"logdelivery.elasticloadbalancing.amazonaws.com"}""");
        allowed[1].GetProperty("Resource").GetRawText().ShouldBe($"""["st-access-logs.arn/load-balancer/AWSLogs/{CloudMocks.Account}/*"]""");

        plan.OfType("aws:s3/bucketLogging:BucketLogging").Select(logging => (logging["bucket"], logging["targetBucket"], logging["targetPrefix"])).ShouldBe(
            [("st-originals.id", "st-access-logs.id", "st-originals/"), ("st-renditions.id", "st-access-logs.id", "st-renditions/"), ("st-dataset.id", "st-access-logs.id", "st-dataset/")], ignoreOrder: true);
    }

    [Fact]
    public async Task Every_bucket_forgets_uploads_that_were_never_finished()
    {
        var plan = await PlanAsync(Args);
        foreach (var bucket in Buckets)
        {
            var rule = Rules(plan, bucket).Where(rule => rule.ContainsKey("abortIncompleteMultipartUpload")).ShouldHaveSingleItem();
            JsonSerializer.Serialize(rule).ShouldContain("\"daysAfterInitiation\":1");
            rule.Keys.ShouldBe(["id", "status", "filter", "abortIncompleteMultipartUpload"], ignoreOrder: true);
        }
    }

    [Fact]
    public async Task Originals_can_be_had_back_and_logs_go()
    {
        var plan = await PlanAsync(Args);
        var lifecycle = plan.Find(Lifecycle, "st-originals-lifecycle");
        lifecycle["rules.1.noncurrentVersionExpiration.noncurrentDays"].ShouldBe(30.0);
        lifecycle["rules.1.expiration.days"].ShouldBeNull();
        plan.Find(Lifecycle, "st-dataset-lifecycle")["rules.1.noncurrentVersionExpiration.noncurrentDays"].ShouldBe(30.0);
        plan.Find(Lifecycle, "st-access-logs-lifecycle")["rules.1.expiration.days"].ShouldBe(90.0);
    }

    [Fact]
    public async Task No_rule_touches_the_keys_of_the_gallerys_forms()
    {
        var plan = await PlanAsync(Args);
        var rules = Rules(plan, "st-renditions").Where(rule => rule.Keys.Any(key => key.Contains("xpiration", StringComparison.Ordinal))).ToList();
        rules.Count.ShouldBe(3);
        var lifecycle = plan.Find(Lifecycle, "st-renditions-lifecycle");
        Enumerable.Range(1, 3).Select(rule => lifecycle[$"rules.{rule}.filter.prefix"]).ShouldBe(["thumb/", "preview/", "reviews/"]);
    }

    [Fact]
    public async Task Originals_announce_what_comes_in_and_renditions_what_is_approved()
    {
        var notifications = (await PlanAsync(Args)).OfType("aws:s3/bucketNotification:BucketNotification").ToList();
        notifications.Select(notification => notification["bucket"]).ShouldBe(["st-originals.id", "st-renditions.id"], ignoreOrder: true);
        notifications.ShouldAllBe(notification => Equals(notification["eventbridge"], true));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_protected_is_not_emptied(bool isProtected) =>
        (await PlanAsync(Args with { DeletionProtection = isProtected })).OfType("aws:s3/bucket:Bucket").ShouldAllBe(bucket => Equals(bucket["forceDestroy"], !isProtected));

    private const string Lifecycle = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";

    private static Task<Plan> PlanAsync(StorageArgs args) => Plan.OfAsync(() => _ = new Storage("st", args));

    private static IReadOnlyList<JsonElement> Statements(Plan plan, string bucket) =>
        [.. plan.Find("aws:s3/bucketPolicy:BucketPolicy", $"{bucket}-policy").Json("policy").GetProperty("Statement").EnumerateArray()];

    private static IEnumerable<IReadOnlyDictionary<string, object>> Rules(Plan plan, string bucket) =>
        plan.Find(Lifecycle, $"{bucket}-lifecycle")["rules"].ShouldBeAssignableTo<IReadOnlyList<object>>()!.Cast<IReadOnlyDictionary<string, object>>();
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Vignette.Pipeline.Events;
using Vignette.Pipeline.Tests.Events;
using Vignette.Planning.Tests.Rig;
using Vignette.Schema;

namespace Vignette.Planning.Tests.Contracts;

/// <summary>The rules' patterns against the event that S3 sends.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html"/>
public sealed class EventContractTests
{
    private const string Originals = "${vignette-originals.id}";

    private const string Renditions = "${vignette-renditions.id}";

    private const string Approval = "reviews/0123456789abcdef0123456789abcdef.json";

    private const string PublishRule = "vignette-publish-rule";

    /// <summary>As S3's own documentation has it, of our bucket.</summary>
    private static readonly string Created = Samples.S3ObjectCreated.Replace("amzn-s3-demo-bucket1", Originals, StringComparison.Ordinal);

    public static TheoryData<string> Stacks => CommittedPlans.Stacks;

    [Theory]
    [MemberData(nameof(Stacks))]
    public void Each_task_and_the_archive_take_what_S3_sends_and_nothing_else(string stack) => Patterns(CommittedPlans.Read(stack));

    [Theory]
    [MemberData(nameof(Stacks))]
    public void Approvals_go_to_their_publication_and_renditions_nowhere(string stack) => Approvals(CommittedPlans.Read(stack));

    [Theory]
    [MemberData(nameof(Stacks))]
    public void The_buckets_send_their_events(string stack) => Notification(CommittedPlans.Read(stack));

    [Theory]
    [MemberData(nameof(Stacks))]
    public void Each_rule_leads_over_a_queue_to_the_function_of_its_task(string stack) => Routes(CommittedPlans.Read(stack));

    [Fact]
    public void Breaches_are_seen()
    {
        Breach.IsSeen(Patterns, plan => plan.Replace("vignette-caption-rule", "eventPattern", "Object Created", "Object Restore Completed"));
        Breach.IsSeen(Patterns, plan => plan.Replace("vignette-archive", "eventPattern", "${vignette-originals.id}", "${vignette-renditions.id}"));
        Breach.IsSeen(Patterns, plan => plan.With("vignette-thumbnail-rule", "eventPattern", """{"source":["aws.s3"]}"""));
        Breach.IsSeen(Approvals, plan => plan.Replace("vignette-publish-rule", "eventPattern", "reviews/", "thumb/"));
        Breach.IsSeen(Approvals, plan => plan.Replace("vignette-publish-rule", "eventPattern", Renditions, Originals));
        Breach.IsSeen(Notification, plan => plan.With("vignette-originals-notification", "eventbridge", false));
        Breach.IsSeen(Notification, plan => plan.With("vignette-renditions-notification", "eventbridge", false));
        Breach.IsSeen(Routes, plan => plan.With("vignette-caption-messages", "visibilityTimeoutSeconds", 60));
        Breach.IsSeen(Routes, plan => plan.With("vignette-caption-mapping", "functionResponseTypes", Array.Empty<string>()));
        Breach.IsSeen(Routes, plan => plan.Replace("vignette-thumbnail-messages", "redrivePolicy", ":10", ":1"));
        Breach.IsSeen(Routes, plan => plan.Without("vignette-caption-mapping", "scalingConfig"));
    }

    private static void Patterns(Plan plan)
    {
        var patterns = AllPatterns(plan).Where(source => source.Name != PublishRule).Select(source => source.Pattern).ToList();
        patterns.Count.ShouldBe(TaskKinds.OfObjects.Count + 1);
        foreach (var pattern in patterns)
        {
            pattern.Matches(Event()).ShouldBeTrue();
            foreach (var reason in (string[])["POST Object", "CopyObject", "CompleteMultipartUpload"])
            {
                pattern.Matches(Event(created => created["detail"]!["reason"] = reason)).ShouldBeTrue();
            }

            pattern.Matches(Event(created => created["detail"]!["bucket"]!["name"] = Renditions)).ShouldBeFalse();
            pattern.Matches(Event(created => created["detail-type"] = "Object Deleted")).ShouldBeFalse();
            pattern.Matches(Event(created => created["detail-type"] = "Object Tags Added")).ShouldBeFalse();
            pattern.Matches(Event(created => created["source"] = "com.example.s3")).ShouldBeFalse();
            pattern.Matches(Event(created => created["detail"]!.AsObject().Remove("bucket"))).ShouldBeFalse();
        }

        // And the code reads it.
        ObjectCreatedEnvelope.Read(Created).Event.ShouldNotBeNull().Bucket.ShouldBe(Originals);
    }

    private static void Approvals(Plan plan)
    {
        AllPatterns(plan).Single(source => source.Name == PublishRule).Pattern.Matches(Put(Renditions, Approval)).ShouldBeTrue();
        foreach (var (name, pattern) in AllPatterns(plan))
        {
            pattern.Matches(Put(Renditions, "thumb/0123456789abcdef0123456789abcdef.jpg")).ShouldBeFalse(name);
            pattern.Matches(Put(Renditions, "data-protection/key.xml")).ShouldBeFalse(name);
            pattern.Matches(Put(Originals, Approval)).ShouldBe(name != PublishRule, name);
        }

        static JsonElement Put(string bucket, string key) => Event(created =>
        {
            created["detail"]!["bucket"]!["name"] = bucket;
            created["detail"]!["object"]!["key"] = key;
        });
    }

    private static List<(string Name, EventPattern Pattern)> AllPatterns(Plan plan) =>
    [
        .. plan.OfType("aws:cloudwatch/eventRule:EventRule").Concat(plan.OfType("aws:cloudwatch/eventArchive:EventArchive"))
            .Where(source => source["eventPattern"] is not null)
            .Select(source => (source.Name, EventPattern.Parse(source.Text("eventPattern")!))),
    ];

    private static void Notification(Plan plan)
    {
        plan.OfType("aws:s3/bucketNotification:BucketNotification").Where(notification => notification.Flag("eventbridge") == true).Select(notification => notification.Refers("bucket")!.Name)
            .ShouldBe(["vignette-originals", "vignette-renditions"]);
    }

    private static void Routes(Plan plan)
    {
        foreach (var route in EventRoute.Defaults(Originals, Renditions))
        {
            var function = DeployedProgram.Of(plan).Single(program => program.Name == route.Task.ToString()).Declared;
            var mapping = plan.OfType("aws:lambda/eventSourceMapping:EventSourceMapping").Single(mapping => mapping.Refers("functionName")?.Name == function.Name);
            var queue = plan[mapping.Refers("eventSourceArn")!.Name];
            var target = plan.OfType("aws:cloudwatch/eventTarget:EventTarget").Single(target => target.Refers("arn")?.Name == queue.Name);
            EventPattern.Parse(plan[target.Refers("rule")!.Name].Text("eventPattern")!).ToString().ShouldBe(route.Pattern.ToString());

            mapping.List("functionResponseTypes").Select(type => type.GetString()).ShouldBe(["ReportBatchItemFailures"]);
            mapping.Number("scalingConfig.maximumConcurrency").ShouldNotBeNull();
            queue.Json("redrivePolicy").ShouldNotBeNull().GetProperty("maxReceiveCount").GetInt32().ShouldBe(route.MaxAttempts);

            // A message must not come again while it is still being worked on.
            function.Number("timeout").ShouldBe(route.Timeout.TotalSeconds);
            queue.Number("visibilityTimeoutSeconds").ShouldNotBeNull().ShouldBeGreaterThan(route.Timeout.TotalSeconds);
        }
    }

    private static JsonElement Event(Action<JsonNode>? change = null)
    {
        var created = JsonNode.Parse(Created)!;
        change?.Invoke(created);
        return JsonElement.Parse(created.ToJsonString());
    }
}

using System.Text.Json;
using Vignette.Pipeline.Events;
using Vignette.Schema;

namespace Vignette.Pipeline.Tests.Events;

public sealed class EventPatternTests
{
    private static readonly JsonElement Sample = JsonElement.Parse(Samples.S3ObjectCreated);

    [Fact]
    public void The_pattern_of_a_bucket_takes_S3s_event_of_it_and_of_no_other()
    {
        EventPattern.ObjectCreated("amzn-s3-demo-bucket1").Matches(Sample).ShouldBeTrue();
        EventPattern.ObjectCreated("amzn-s3-demo-bucket").Matches(Sample).ShouldBeFalse();
    }

    [Fact]
    public void A_pattern_may_ask_for_the_beginning_of_the_key()
    {
        EventPattern.ObjectCreated("amzn-s3-demo-bucket1", "example-").Matches(Sample).ShouldBeTrue();
        EventPattern.ObjectCreated("amzn-s3-demo-bucket1", "originals/").Matches(Sample).ShouldBeFalse();
    }

    [Fact]
    public void The_pattern_of_a_bucket_is_the_JSON_that_a_rule_has() =>
        EventPattern.ObjectCreated("b", "p\"/").ToString().ShouldBe(
            """{"source":["aws.s3"],"detail-type":["Object Created"],"detail":{"bucket":{"name":["b"]},"object":{"key":[{"prefix":"p\u0022/"}]}}}""");

    [Theory]
    [InlineData("""{"source":["aws.s3"]}""", true)]
    [InlineData("""{"source":["aws.ec2","aws.s3"]}""", true)]
    [InlineData("""{"source":["AWS.S3"]}""", false)]
    [InlineData("""{"source":["aws.s3"],"region":["eu-west-1"]}""", false)]
    [InlineData("""{"detail":{"object":{"size":[5]}}}""", true)]
    [InlineData("""{"detail":{"object":{"size":["5"]}}}""", false)]
    [InlineData("""{"detail":{"object":{"size":[{"prefix":"5"}]}}}""", false)]
    [InlineData("""{"detail":{"object":{"key":["other",{"prefix":"exam"}]}}}""", true)]
    [InlineData("""{"resources":["arn:aws:s3:::amzn-s3-demo-bucket1"]}""", true)]
    [InlineData("""{"resources":["arn:aws:s3:::other"]}""", false)]
    [InlineData("""{"detail":{"missing":["x"]}}""", false)]
    [InlineData("""{"source":{"deeper":["x"]}}""", false)]
    public void Every_field_must_have_one_of_its_values(string pattern, bool matches) => EventPattern.Parse(pattern).Matches(Sample).ShouldBe(matches);

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"source":"aws.s3"}""")]
    [InlineData("""{"source":[]}""")]
    [InlineData("""{"source":[["aws.s3"]]}""")]
    [InlineData("""{"detail":{"object":{"size":[{"numeric":[">",0]}]}}}""")]
    [InlineData("""{"source":[{"prefix":"a","suffix":"b"}]}""")]
    public void What_it_does_not_know_is_refused_and_never_ignored(string pattern) => Should.Throw<FormatException>(() => EventPattern.Parse(pattern));

    [Fact]
    public void By_default_every_original_is_rendered_and_captioned_and_every_approval_published()
    {
        var routes = EventRoute.Defaults("amzn-s3-demo-bucket1", "renditions");
        routes.ShouldAllBe(route => route.MaxAttempts == 10);
        TasksOf(Sample).ShouldBe([TaskKind.Thumbnail, TaskKind.Caption]);
        TasksOf(Created("renditions", "reviews/1.json")).ShouldBe([TaskKind.Publish]);
        TasksOf(Created("renditions", "thumb/1.jpg")).ShouldBeEmpty();
        TasksOf(Created("another", "reviews/1.json")).ShouldBeEmpty();

        IEnumerable<TaskKind> TasksOf(JsonElement created) => routes.Where(route => route.Pattern.Matches(created)).Select(route => route.Task);

        static JsonElement Created(string bucket, string key) =>
            JsonElement.Parse(ObjectCreatedEnvelope.Write(new ObjectCreatedEvent(bucket, key, 1, "etag", "01", DateTimeOffset.UnixEpoch), "id"));
    }
}

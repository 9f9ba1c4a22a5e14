using System.Text.Json;
using Vignette.Pipeline.Events;

namespace Vignette.Pipeline.Tests.Events;

public sealed class ObjectCreatedEnvelopeTests
{
    private static readonly ObjectCreatedEvent Created = new(
        "originals", "originals/猫 & \"b\".jpg", 1234, "abc-1", "08DE4A8F00000001", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    [Fact]
    public void The_event_in_S3s_own_documentation_is_read()
    {
        var reading = ObjectCreatedEnvelope.Read(Samples.S3ObjectCreated);

        reading.Event.ShouldBe(new ObjectCreatedEvent(
            "amzn-s3-demo-bucket1", "example-key", 5, "b1946ac92492d2347c6235b4d2611184", "617f08299329d189", new DateTimeOffset(2021, 11, 12, 0, 0, 0, TimeSpan.Zero)));
    }

    [Fact]
    public void What_is_written_has_every_field_of_S3s_event()
    {
        using var written = JsonDocument.Parse(ObjectCreatedEnvelope.Write(Created, "id-1"));
        using var sample = JsonDocument.Parse(Samples.S3ObjectCreated);

        // A bucket without versioning has no version-id.
        Fields(written.RootElement).ShouldBe(Fields(sample.RootElement).Where(field => field != "detail.object.version-id"));
    }

    [Fact]
    public void What_is_written_is_read_again() =>
        ObjectCreatedEnvelope.Read(ObjectCreatedEnvelope.Write(Created, "id-1")).Event.ShouldBe(Created);

    [Theory]
    [InlineData("control \u0001 and quote \" and backslash \\")]
    [InlineData("🐈‍⬛/\u202E/\u2028")]
    [InlineData("a+b%20c")]
    public void A_key_may_have_any_characters(string key) =>
        ObjectCreatedEnvelope.Read(ObjectCreatedEnvelope.Write(Created with { Key = key }, "id-1")).Event.ShouldNotBeNull().Key.ShouldBe(key);

    [Fact]
    public void Unknown_fields_are_passed_over() =>
        ObjectCreatedEnvelope.Read(Samples.S3ObjectCreated.Replace("\"version\": \"0\",", "\"version\": \"7\", \"new\": [{}],", StringComparison.Ordinal)).IsEvent.ShouldBeTrue();

    [Theory]
    [InlineData("", "Not JSON")]
    [InlineData("{", "Not JSON")]
    [InlineData("null", "Not an event of S3")]
    [InlineData("[]", "Not JSON")]
    [InlineData("{}", "Not an event of S3")]
    [InlineData("""{"source":"aws.s3","detail-type":"Object Deleted"}""", "Not an event of S3")]
    [InlineData("""{"source":"aws.ec2","detail-type":"Object Created"}""", "Not an event of S3")]
    [InlineData("""{"source":"aws.s3","detail-type":"Object Created"}""", "names no bucket")]
    [InlineData("""{"source":"aws.s3","detail-type":"Object Created","detail":{"bucket":{"name":""}}}""", "names no bucket")]
    [InlineData("""{"source":"aws.s3","detail-type":"Object Created","detail":{"bucket":{"name":"b"}}}""", "names no key")]
    [InlineData("""{"source":"aws.s3","detail-type":"Object Created","detail":{"bucket":{"name":"b"},"object":{"key":""}}}""", "names no key")]
    [InlineData("""{"source":"aws.s3","detail-type":"Object Created","detail":{"bucket":{"name":"b"},"object":{"key":"k"}}}""", "names no entity tag")]
    [InlineData("""{"source":"aws.s3","detail-type":"Object Created","detail":{"bucket":{"name":"b"},"object":{"key":7}}}""", "$.detail.object.key")]
    [InlineData("""{"source":"aws.s3","detail-type":"Object Created","detail":{"bucket":{"name":"b"},"object":{"key":"\ud83d","etag":"e"}}}""", "$.detail.object.key")]
    public void What_is_no_event_is_told_why(string json, string reason)
    {
        var reading = ObjectCreatedEnvelope.Read(json);
        reading.IsEvent.ShouldBeFalse();
        reading.Reason.ShouldNotBeNull().ShouldContain(reason);
    }

    [Fact]
    public void A_key_that_S3_would_not_take_is_told() =>
        ObjectCreatedEnvelope.Read(ObjectCreatedEnvelope.Write(Created with { Key = new string('é', 513) }, "id-1")).Reason.ShouldNotBeNull().ShouldContain("1024");

    private static IEnumerable<string> Fields(JsonElement element, string path = "") => element.EnumerateObject().SelectMany(field =>
        field.Value.ValueKind == JsonValueKind.Object ? Fields(field.Value, $"{path}{field.Name}.") : [path + field.Name]);
}

using System.Text;
using System.Text.Json;
using Vignette.Planning.Costs;
using Vignette.Planning.Tests.Rig;

namespace Vignette.Planning.Tests.Costs;

public sealed class PriceListTests
{
    private const string Entry = """{ "id": "a", "name": "A", "amount": 0.1, "unit": "hour", "date": "2026-11-21", "source": "https://example.com/", "basis": "read", "readAt": "https://example.com/" }""";

    private static readonly PriceList List = PriceList.Default;

    /// <summary>A plan that has what the examples have not.</summary>
    private static IEnumerable<Plan> Others =>
    [
        Plans.Of(
            Plans.Resource("endpoint", """{ "vpcEndpointType": "Interface" }""", type: "aws:ec2/vpcEndpoint:VpcEndpoint"),
            Plans.Resource("secret", type: "aws:secretsmanager/secret:Secret"),
            Plans.Resource("alarm", """{ "period": 10 }""", type: "aws:cloudwatch/metricAlarm:MetricAlarm"),
            Plans.Resource("thumbnail", """{ "memorySize": 1024, "environment": { "variables": { "ANNOTATIONS_HANDLER": "Thumbnail" } } }""", type: "aws:lambda/function:Function")),
        CommittedPlans.Read("prod").With("vignette-users", "userPoolTier", "PLUS"),
        .. from size in (string[])["t4g.nano", "t4g.micro", "t4g.medium", "t4g.large", "t4g.xlarge", "t4g.2xlarge", "m6g.large", "m7g.large"]
           select CommittedPlans.Read("prod").With("vignette-web-hosts", "mixedInstancesPolicy.launchTemplate.overrides.0.instanceType", size),
        .. from size in (string[])["t4g.micro", "t4g.small", "t4g.medium", "t4g.large", "m6g.large", "m7g.large", "r6g.large", "r7g.large"]
           from zones in (bool[])[false, true]
           select CommittedPlans.Read("prod").With("vignette-database-instance", "instanceClass", $"db.{size}").With("vignette-database-instance", "multiAz", zones),
        .. from model in (string[])["gemini-3.5-flash", "gemini-3.8-flash"]
           select CommittedPlans.Read("prod").With("vignette-caption", "environment.variables.GEMINI_MODEL_NAME", model),
    ];

    [Fact]
    public void It_is_of_one_region_and_dated()
    {
        (List.Region, List.RegionName).ShouldBe(("us-east-1", "US East (N. Virginia)"));
        List.Prices.ShouldAllBe(price => price.Date <= List.Date && price.Date > new DateOnly(2026, 1, 1));
    }

    [Fact]
    public void No_entry_is_there_twice() => List.Prices.Select(price => price.Id).ShouldBeUnique();

    [Fact]
    public void Each_entry_says_what_it_is_about() => List.Prices.ShouldAllBe(price => price.Amount > 0 && price.Name.Length > 0 && price.Unit.Length > 0);

    [Fact]
    public void Each_entry_can_be_checked_at_its_providers_page() =>
        List.Prices.ShouldAllBe(price => price.Source.Scheme == "https" && (price.Source.Host == "aws.amazon.com" || price.Source.Host == "ai.google.dev") && price.Source.AbsolutePath.Contains("pricing"));

    [Fact]
    public void What_was_read_says_where_and_what_was_not_says_so() =>
        List.Prices.ShouldAllBe(price => price.ReadAt == null ? price.Basis == PriceBasis.Remembered : price.Basis == PriceBasis.Read && price.ReadAt.Scheme == "https");

    [Fact]
    public void No_entry_is_there_for_nothing()
    {
        var used = CommittedPlans.All.Concat(Others).Select(CostEstimate.Of).SelectMany(estimate => estimate.Fixed.Concat(estimate.PerMillionImages)).Select(line => line.Price);
        List.Prices.Select(price => price.Id).Except(used).ShouldBeEmpty();
    }

    [Fact]
    public void A_list_is_read() => Read(Entry).Prices.ShouldBe(
        [new Price("a", "A", 0.1m, "hour", new DateOnly(2026, 11, 21), new Uri("https://example.com/"), PriceBasis.Read, new Uri("https://example.com/"))]);

    [Theory]
    [InlineData("\"amount\": 0.1, ", "")]
    [InlineData("\"date\": \"2026-11-21\"", "\"date\": \"yesterday\"")]
    [InlineData("\"basis\": \"read\"", "\"basis\": \"guessed\"")]
    [InlineData("\"readAt\"", "\"raedAt\"")]
    [InlineData("\"unit\": \"hour\"", "\"unit\": null")]
    public void A_list_that_is_none_is_refused(string text, string by)
    {
        Entry.ShouldContain(text);
        Should.Throw<JsonException>(() => Read(Entry.Replace(text, by, StringComparison.Ordinal)));
    }

    private static PriceList Read(string entry) => PriceList.Read(new MemoryStream(Encoding.UTF8.GetBytes(
        $$"""{ "region": "x", "regionName": "X", "date": "2026-11-21", "prices": [{{entry}}] }""")));
}

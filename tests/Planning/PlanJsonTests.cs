using System.Text.Json;
using Vignette.Planning.Tests.Rig;

namespace Vignette.Planning.Tests;

public sealed class PlanJsonTests
{
    private const string Written =
        """
        {
          "format": 1,
          "stack": "dev",
          "resources": [
            {
              "type": "vignette:infra:Storage",
              "name": "storage",
              "inputs": {}
            },
            {
              "type": "aws:s3/bucket:Bucket",
              "name": "bucket",
              "parent": "storage",
              "inputs": {
                "count": 1,
                "list": [
                  {
                    "A": "<é>'\"",
                    "a": 1.5,
                    "b": true
                  }
                ]
              }
            }
          ],
          "outputs": {
            "bucket": "${bucket.id}",
            "region": "eu-central-1"
          },
          "sources": {
            "Pulumi.yaml": "0123",
            "infra/A.cs": "4567"
          }
        }

        """;

    [Fact]
    public void The_same_plan_is_the_same_text_however_it_came_to_be()
    {
        static KeyValuePair<string, JsonElement> Output(string name, string value) => KeyValuePair.Create(name, JsonElement.Parse(value));
        PlannedResource[] resources =
        [
            Plans.Resource("bucket", """{"list":[{"b":true,"a":1.5,"A":"<\u00e9>'\""}],"count":1}""", "storage"), Plans.Resource("storage", type: "vignette:infra:Storage"),
        ];
        var plan = new Plan(
            "dev",
            resources,
            [Output("region", "\"eu-central-1\""), Output("bucket", "\"${bucket.id}\"")],
            [KeyValuePair.Create("infra/A.cs", "4567"), KeyValuePair.Create("Pulumi.yaml", "0123")]);
        PlanJson.Write(plan).ShouldBe(Written);
        PlanJson.Write(PlanJson.Read(Written)).ShouldBe(Written);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{ "stack": "dev", "resources": [ {} ], "outputs": {}, "sources": {} }""")]
    [InlineData("""{ "stack": null, "resources": [], "outputs": {}, "sources": {} }""")]
    [InlineData("""{ "stack": "dev", "resources": [ { "type": null, "name": "a", "inputs": {} } ], "outputs": {}, "sources": {} }""")]
    [InlineData("""{ "stack": "dev", "resources": [], "outputs": { "a": 1, "a": 2 }, "sources": {} }""")]
    [InlineData("""{ "format": "one", "resources": [] """)]
    [InlineData("""{ "stack": "dev", "resources": 1, "outputs": {}, "sources": {} }""")]
    public void What_is_no_plan_is_said_to_be_none(string json) => Should.Throw<PlanException>(() => PlanJson.Read(json)).Message.ShouldStartWith("This is not a plan: ");

    [Fact]
    public void A_plan_from_before_formats_had_numbers_is_read() =>
        PlanJson.Write(PlanJson.Read(Written.Replace("  \"format\": 1,\n", "", StringComparison.Ordinal))).ShouldBe(Written);

    [Theory]
    [InlineData("2")]
    [InlineData("0")]
    [InlineData("1.5")]
    public void A_plan_of_another_format_is_refused(string format) =>
        Should.Throw<PlanException>(() => PlanJson.Read(Written.Replace("\"format\": 1", $"\"format\": {format}", StringComparison.Ordinal)))
            .Message.ShouldBe($"This plan is of format {format}, and this program reads format 1: use the program that wrote it, or write it anew by ./dev plan.");

    [Fact]
    public void A_file_that_is_too_big_is_not_read()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("vignette-plan").FullName, "big.json");
        using (var file = File.Create(path))
        {
            file.SetLength((4 * 1024 * 1024) + 1);
        }

        Should.Throw<PlanException>(() => PlanJson.ReadFile(path)).Message.ShouldContain("4,194,305 bytes");
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named() =>
        Should.Throw<PlanException>(() => PlanJson.ReadFile("no/such.json")).Message.ShouldStartWith("no/such.json: ");
}

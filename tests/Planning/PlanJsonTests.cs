using System.Text.Json;
using Vignette.Planning.Tests.Rig;

namespace Vignette.Planning.Tests;

public sealed class PlanJsonTests
{
    private const string Written =
        """
        {
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
    [InlineData("""{ "stack": "dev", "resources": 1, "outputs": {}, "sources": {} }""")]
    public void What_is_no_plan_is_said_to_be_none(string json) => Should.Throw<PlanException>(() => PlanJson.Read(json)).Message.ShouldStartWith("This is not a plan: ");

    [Fact]
    public void A_file_that_is_not_there_is_named() =>
        Should.Throw<PlanException>(() => PlanJson.ReadFile("no/such.json")).Message.ShouldStartWith("no/such.json: ");
}

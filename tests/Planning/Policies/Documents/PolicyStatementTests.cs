using System.Text.Json;
using Vignette.Planning.Policies.Documents;
using Vignette.Planning.Tests.Rig;

namespace Vignette.Planning.Tests.Policies.Documents;

public sealed class PolicyStatementTests
{
    [Fact]
    public void One_and_several_are_read_alike()
    {
        var one = Statement("""{ "Sid": "Read", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*", "Principal": { "AWS": "arn" } }""");
        one.Name.ShouldBe("Read");
        one.Actions.ShouldBe(["s3:GetObject"]);
        one.Resources.ShouldBe(["*"]);
        one.Principals.ShouldBe([("AWS", "arn")]);
        var several = Statement("""{ "Effect": "Deny", "Action": ["a:b", "a:c"], "Resource": ["x", "y"], "Principal": { "Service": ["s", "t"], "AWS": "*" } }""");
        several.Name.ShouldBe("statement 1");
        several.Allows.ShouldBeFalse();
        several.Actions.ShouldBe(["a:b", "a:c"]);
        several.Principals.ShouldBe([("Service", "s"), ("Service", "t"), ("AWS", "*")]);
    }

    [Theory]
    [InlineData("""{ "Effect": "Allow", "Principal": "*", "Action": "a:b" }""", true)]
    [InlineData("""{ "Effect": "Allow", "Principal": { "AWS": "*" }, "Action": "a:b", "Condition": {} }""", true)]
    [InlineData("""{ "Effect": "Allow", "Principal": "*", "Action": "a:b", "Condition": { "StringEquals": { "aws:SourceAccount": "1" } } }""", false)]
    [InlineData("""{ "Effect": "Deny", "Principal": "*", "Action": "a:b" }""", false)]
    [InlineData("""{ "Effect": "Allow", "Principal": { "Service": "lambda.amazonaws.com" }, "Action": "a:b" }""", false)]
    [InlineData("""{ "Effect": "Allow", "Action": "a:b", "Resource": "*" }""", false)]
    public void Everybody_under_no_condition_is_public(string statement, bool isPublic) => Statement(statement).IsPublic.ShouldBe(isPublic);

    [Theory]
    [InlineData("""{ "Effect": "Allow", "NotAction": "a:b", "Resource": "x" }""")]
    [InlineData("""{ "Effect": "Allow", "Action": "a:b", "NotResource": "x" }""")]
    public void What_it_is_not_about_is_everything_else(string statement) => Statement(statement).Excludes.ShouldBeTrue();

    [Theory]
    [InlineData("s3:GetObject", "s3:getobject", true)]
    [InlineData("s3:Get*", "s3:GetObject", true)]
    [InlineData("s3:*", "s3:GetObject", true)]
    [InlineData("*", "s3:GetObject", true)]
    [InlineData("s3:GetObjec?", "s3:GetObject", true)]
    [InlineData("s3:Get", "s3:GetObject", false)]
    [InlineData("s3.GetObject", "s3:GetObject", false)]
    public void Wildcards_are_what_policies_mean_by_them(string pattern, string action, bool names) =>
        Statement($$"""{ "Effect": "Allow", "Action": "{{pattern}}" }""").Names(action).ShouldBe(names);

    [Fact]
    public void Policies_are_found_wherever_they_are_and_nothing_else_is_one()
    {
        var resource = Plans.Resource("resource", """
            {
              "policy": "{\"Statement\":{\"Sid\":\"First\",\"Effect\":\"Allow\",\"Action\":\"a:b\"}}",
              "inline": [ { "policy": "{\"Statement\":[{\"Sid\":\"Second\",\"Effect\":\"Deny\",\"Action\":\"a:b\"}]}" } ],
              "text": "a \"Statement\"", "broken": "{\"Statement\": ", "list": "[\"Statement\"]", "other": "{\"rules\":\"\\\"Statement\\\"\"}"
            }
            """);
        resource.Statements().Select(statement => statement.Name).ShouldBe(["First", "Second"]);
    }

    private static PolicyStatement Statement(string json) => new(JsonElement.Parse(json), 1);
}

using System.Text.Json;
using Pulumi;
using Pulumi.Utilities;
using Vignette.Infra.Access;

namespace Vignette.Infra.Tests.Access;

public sealed class PolicyDocumentTests
{
    [Fact]
    public async Task A_document_has_what_was_said_and_nothing_that_was_not()
    {
        var document = PolicyDocument.Of(
            new PolicyStatement { Action = ["sts:AssumeRole"], Principal = PolicyStatement.Service("lambda.amazonaws.com") },
            new PolicyStatement
            {
                Sid = "One",
                Effect = "Deny",
                Principal = "*",
                Action = ["s3:*"],
                Resource = [Output.Create("arn")],
                Condition = new Dictionary<string, Dictionary<string, Output<string>>> { ["Bool"] = new() { ["aws:SecureTransport"] = Output.Create("false") } },
            });
        var expected = """
            {
              "Version": "2012-10-17",
              "Statement": [
                { "Effect": "Allow", "Principal": { "Service": "lambda.amazonaws.com" }, "Action": ["sts:AssumeRole"] },
                { "Sid": "One", "Effect": "Deny", "Principal": "*", "Action": ["s3:*"], "Resource": ["arn"], "Condition": { "Bool": { "aws:SecureTransport": "false" } } }
              ]
            }
            """;
        JsonElement.DeepEquals(JsonElement.Parse(await OutputUtilities.GetValueAsync(document)), JsonElement.Parse(expected)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_program_does_not_wait_for_what_a_document_names()
    {
        var arn = new TaskCompletionSource<string>();
        var document = PolicyDocument.Of(new PolicyStatement { Action = ["s3:GetObject"], Resource = [Output.Create(arn.Task)] });
        arn.SetResult("arn");
        (await OutputUtilities.GetValueAsync(document)).ShouldContain("\"arn\"");
    }
}

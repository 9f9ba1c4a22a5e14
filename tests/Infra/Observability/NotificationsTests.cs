using System.Text.Json;
using Vignette.Infra.Observability;
using Vignette.Infra.Tests.Rig;

namespace Vignette.Infra.Tests.Observability;

public sealed class NotificationsTests
{
    [Fact]
    public async Task Somebody_is_asked_to_read_them()
    {
        var subscription = (await PlanAsync()).OfType("aws:sns/topicSubscription:TopicSubscription").ShouldHaveSingleItem();
        subscription["protocol"].ShouldBe("email");
        subscription["endpoint"].ShouldBe("someone@example.com");
        subscription["topic"].ShouldBe("n-notifications-topic.arn");
    }

    [Fact]
    public async Task They_are_encrypted_by_a_key_that_changes_and_that_the_services_may_use()
    {
        var plan = await PlanAsync();
        plan.OfType("aws:sns/topic:Topic").ShouldHaveSingleItem()["kmsMasterKeyId"].ShouldBe("n-notifications-key.id");
        var key = plan.OfType("aws:kms/key:Key").ShouldHaveSingleItem();
        key["enableKeyRotation"].ShouldBe(true);
        var statements = Statements(key);
        statements.Select(Sid).ShouldBe(["Administer", "Alarms", "DatabaseEvents"]);
        statements[0].GetProperty("Principal").GetRawText().ShouldBe($$"""{"AWS":"arn:aws:iam::{{CloudMocks.Account}}:root"}""");
        Actions(statements[0]).ShouldContain("kms:PutKeyPolicy");
        statements.Skip(1).ShouldAllBe(statement => Actions(statement).SequenceEqual(new[] { "kms:Decrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext" }));
        statements[1].GetProperty("Principal").GetRawText().ShouldBe("""{"Service":"cloudwatch.amazonaws.com"}""");
        statements[2].GetProperty("Principal").GetRawText().ShouldBe("""{"Service":"events.rds.amazonaws.com"}""");
    }

    [Fact]
    public async Task Only_services_for_this_account_send_them_and_nobody_without_TLS()
    {
        var policy = (await PlanAsync()).OfType("aws:sns/topicPolicy:TopicPolicy").ShouldHaveSingleItem();
        policy["arn"].ShouldBe("n-notifications-topic.arn");
        var statements = Statements(policy);
        statements.ShouldAllBe(statement => statement.GetProperty("Resource")[0].GetString() == "n-notifications-topic.arn" && Actions(statement).Single() == "sns:Publish");
        var (allowed, refused) = (statements.Where(IsAllowed).ToList(), statements.Single(statement => !IsAllowed(statement)));
        allowed.Select(Sid).ShouldBe(["Alarms", "DatabaseEvents"]);
        allowed.ShouldAllBe(statement => statement.GetProperty("Condition").GetRawText() == $$$"""{"StringEquals":{"aws:SourceAccount":"{{{CloudMocks.Account}}}"}}""");
        refused.GetProperty("Condition").GetRawText().ShouldBe("""{"Bool":{"aws:SecureTransport":"false"}}""");
    }

    private static Task<Plan> PlanAsync() => Plan.OfAsync(() => _ = new Notifications("n", new NotificationsArgs { Email = "someone@example.com" }));

    private static IReadOnlyList<JsonElement> Statements(Declared resource) => [.. resource.Json("policy").GetProperty("Statement").EnumerateArray()];

    private static string Sid(JsonElement statement) => statement.GetProperty("Sid").GetString()!;

    private static bool IsAllowed(JsonElement statement) => statement.GetProperty("Effect").GetString() == "Allow";

    private static IEnumerable<string> Actions(JsonElement statement) => statement.GetProperty("Action").EnumerateArray().Select(action => action.GetString()!);
}

using System.Collections.Immutable;
using System.Text.Json;
using Vignette.Planning.Differences;
using Vignette.Planning.Tests.Rig;

namespace Vignette.Planning.Tests.Differences;

public sealed class AccessComparisonTests
{
    private const string Read = """{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "b/*" }""";
    private const string ReadWhere = """{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "b/*", "Condition": { "StringEquals": { "aws:SourceAccount": "1" } } }""";
    private const string Deny = """{ "Effect": "Deny", "Action": "s3:*", "Resource": "*" }""";

    /// <summary>Either way round: what widens narrows when it is taken back.</summary>
    [Theory]
    [InlineData(Read, """{ "Effect": "Allow", "Action": "s3:*", "Resource": "b/*" }""", "role gains s3:* on b/*")]
    [InlineData(Read, """{ "Effect": "Allow", "Action": "s3:Get*", "Resource": "b/*" }""", "role gains s3:Get* on b/*")]
    [InlineData(Read, """{ "Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"], "Resource": "b/*" }""", "role gains s3:PutObject on b/*")]
    [InlineData(Read, """{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*" }""", "role gains s3:GetObject on *")]
    [InlineData("""{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "b/thumb/*" }""", Read, "role gains s3:GetObject on b/*")]
    [InlineData(ReadWhere, Read, "role gains s3:GetObject on b/*")]
    [InlineData(ReadWhere, """{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "b/*", "Condition": { "StringEquals": { "aws:SourceAccount": ["1", "2"] } } }""", "role gains s3:GetObject on b/* where StringEquals aws:SourceAccount 1 or 2")]
    [InlineData("""{ "Effect": "Allow", "Action": "a:b", "Resource": "*", "Condition": { "ArnLike": { "k": "x/a" } } }""", """{ "Effect": "Allow", "Action": "a:b", "Resource": "*", "Condition": { "ArnLike": { "k": "x/*" } } }""", "role gains a:b on * where ArnLike k x/*")]
    [InlineData("""{ "Effect": "Allow", "Action": "a:b", "Resource": "*", "Condition": { "StringNotEquals": { "k": ["1", "2"] } } }""", """{ "Effect": "Allow", "Action": "a:b", "Resource": "*", "Condition": { "StringNotEquals": { "k": "1" } } }""", "role gains a:b on * where StringNotEquals k 1")]
    [InlineData(Read + "," + Deny, Read, "role is no longer denied s3:* on *")]
    [InlineData(Deny, """{ "Effect": "Deny", "Action": "s3:DeleteObject", "Resource": "*" }""", "role is no longer denied s3:* on *")]
    [InlineData(Read, """{ "Effect": "Allow", "NotAction": "iam:*", "Resource": "b/*" }""", "role gains all but iam:* on b/*")]
    [InlineData("""{ "Effect": "Allow", "NotAction": ["iam:*", "sts:*"], "Resource": "*" }""", """{ "Effect": "Allow", "NotAction": "iam:*", "Resource": "*" }""", "role gains all but iam:* on *")]
    [InlineData("""{ "Effect": "Allow", "Action": "a:b", "NotResource": "x/*" }""", """{ "Effect": "Allow", "Action": "a:b", "NotResource": "x/y/*" }""", "role gains a:b on all but x/y/*")]
    public void Whatever_lets_a_role_do_more_is_a_gain(string before, string after, string sentence)
    {
        Changes(before, after).ShouldHaveSingleItem().Sentence.ToString().ShouldBe(sentence);
        var back = Changes(after, before).ShouldHaveSingleItem();
        back.Gains.ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{ "Effect": "Allow", "Action": ["a:b", "a:c"], "Resource": ["x", "y"] }""", """{ "Effect": "Allow", "Action": ["a:c", "a:b"], "Resource": ["y", "x"] }""")]
    [InlineData(Read, """{ "Sid": "Named", "Effect": "Allow", "Action": ["S3:getobject"], "Resource": ["b/*"] }""")]
    [InlineData(Read + "," + Deny, Deny + "," + Read)]
    [InlineData("""{ "Effect": "Allow", "Action": ["a:b", "a:c"], "Resource": "x" }""", """{ "Effect": "Allow", "Action": "a:b", "Resource": "x" }, { "Effect": "Allow", "Action": "a:c", "Resource": "x" }""")]
    [InlineData(Read, Read + """, { "Effect": "Allow", "Action": "s3:GetObject", "Resource": "b/thumb/*" }""")]
    public void What_is_only_written_in_another_way_is_nothing(string before, string after) => Changes(before, after).ShouldBeEmpty();

    [Fact]
    public void Where_one_policy_says_what_another_said_nothing_changes()
    {
        var moved = Small.Plan.Without("caption-policy").Add("aws:iam/rolePolicy:RolePolicy", "elsewhere", $$"""{ "policy": {{JsonSerializer.Serialize(Small.Allow)}}, "role": "${caption-role.name}" }""");
        PlanDifference.Between(Small.Plan, moved).Access.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("AWS", "arn:aws:iam::999999999999:root", "arn:aws:iam::999999999999:root gains sts:AssumeRole on caption-role", false)]
    [InlineData("AWS", "*", "everybody gains sts:AssumeRole on caption-role", true)]
    [InlineData("Federated", "token.actions.githubusercontent.com", "token.actions.githubusercontent.com gains sts:AssumeRole on caption-role", false)]
    public void Whoever_may_take_a_role_is_named(string kind, string id, string sentence, bool isEverybody)
    {
        var trust = $$"""{ "Effect": "Allow", "Principal": { "{{kind}}": "{{id}}" }, "Action": "sts:AssumeRole" }""";
        var gain = Small.Difference(plan => plan.Allow("caption-role", "assumeRolePolicy", trust)).Access.ShouldHaveSingleItem();
        (gain.Sentence.ToString(), gain.IsForEverybody).ShouldBe((sentence, isEverybody));
    }

    [Theory]
    [InlineData("aws:s3/bucketPolicy:BucketPolicy", "bucket", "${originals.id}", "originals")]
    [InlineData("aws:sqs/queuePolicy:QueuePolicy", "queueUrl", "${messages.id}", "messages")]
    [InlineData("aws:ecr/repositoryPolicy:RepositoryPolicy", "repository", "elsewhere", "elsewhere")]
    public void The_policy_of_what_is_acted_upon_says_who_may(string type, string input, string target, string holder)
    {
        const string policy = """{"Statement":[{"Effect":"Allow","Principal":"*","Action":"x:Read","Resource":"*"}]}""";
        var gain = Small.Difference(plan => plan.Add(type, "policy", $$"""{ "{{input}}": "{{target}}", "policy": {{JsonSerializer.Serialize(policy)}} }""")).Access.ShouldHaveSingleItem();
        (gain.Holder, gain.IsForEverybody, gain.Gains).ShouldBe((holder, true, true));
    }

    [Fact]
    public void Permissions_of_functions_policies_of_AWS_and_other_roles_are_rights_too()
    {
        string Gain(Func<Plan, Plan> change) => Small.Difference(change).Access.Single(access => access.Gains).Sentence.ToString();
        Gain(plan => plan.Add("aws:lambda/permission:Permission", "permission", """{ "action": "lambda:InvokeFunction", "function": "${caption.name}", "principal": "s3.amazonaws.com", "sourceAccount": "1" }"""))
            .ShouldBe("s3.amazonaws.com gains lambda:InvokeFunction on caption where ArnLike aws:SourceAccount 1");
        Gain(plan => plan.Add("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "attachment", """{ "policyArn": "arn:aws:iam::aws:policy/AdministratorAccess", "role": "${caption-role.name}" }"""))
            .ShouldBe("caption-role gains all of arn:aws:iam::aws:policy/AdministratorAccess");
        Gain(plan => plan.With("caption", "role", "arn:aws:iam::1:role/admin")).ShouldBe("caption gains all rights of arn:aws:iam::1:role/admin");
        Gain(plan => plan.With("caption-role", "managedPolicyArns", new[] { "arn:aws:iam::aws:policy/ReadOnlyAccess" })).ShouldBe("caption-role gains all of arn:aws:iam::aws:policy/ReadOnlyAccess");
    }

    [Theory]
    [InlineData("""{"Statement":[{"Action":"a:b"}]}""")]
    [InlineData("""{"Statement":[1]}""")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Principal":1}]}""")]
    public void A_policy_that_cannot_be_read_is_named(string policy) =>
        Should.Throw<PlanException>(() => Small.Difference(plan => plan.With("caption-policy", "policy", policy))).Message.ShouldStartWith("A policy of caption-policy");

    private static ImmutableArray<AccessChange> Changes(string before, string after) => PlanDifference.Between(With(before), With(after)).Access;

    private static Plan With(string statements) => Plans.Of(
        Plans.Resource("role", type: "aws:iam/role:Role"),
        Plans.Resource("policy", $$"""{ "role": "${role.id}", "policy": {{JsonSerializer.Serialize($$"""{"Statement":[{{statements}}]}""")}} }""", type: "aws:iam/rolePolicy:RolePolicy"));
}

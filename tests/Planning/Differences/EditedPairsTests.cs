using Vignette.Planning.Tests.Rig;

namespace Vignette.Planning.Tests.Differences;

/// <summary>Changes that no setting makes, of the plans that are in the repository now: their first three lines say what nobody should miss.</summary>
public sealed class EditedPairsTests
{
    public static TheoryData<string> Names => [.. Edits.Keys];

    private static Dictionary<string, (string Stack, Func<Plan, Plan> Edit, string[] Says)> Edits { get; } = new()
    {
        ["queue-renamed"] = (
            "prod",
            plan => plan.Rename("vignette-caption-messages", "vignette-captions"),
            ["**⚠ Data is lost** `vignette-caption-messages` is deleted and made anew as `vignette-captions`: the messages in it are gone"]),
        ["role-widened"] = (
            "prod",
            plan => plan.Allow("vignette-caption-permissions", "policy", """{ "Sid": "Everything", "Effect": "Allow", "Action": "s3:*", "Resource": "*" }"""),
            ["**⚠ Wider rights** `vignette-caption-role` gains `s3:*` on `*`"]),
        ["sign-in-dropped"] = (
            "prod",
            plan => plan.Without("vignette-web-https", "defaultActions.0").With("vignette-users", "deletionProtection", "INACTIVE"),
            ["**⚠ Less protection**", "the load balancer passes on requests of people whom nobody signed in", "one call deletes it"]),
        ["port-opened"] = (
            "prod",
            plan => plan.Without("vignette-database-from-web", "referencedSecurityGroupId").With("vignette-database-from-web", "cidrIpv4", "0.0.0.0/0"),
            ["**⚠ Opened** ", " lets in **the whole internet** (`0.0.0.0/0`)"]),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_said_in_the_first_three_lines(string name)
    {
        var (stack, edit, says) = Edits[name];
        var plan = CommittedPlans.Read(stack);
        var whole = new PlanPair(plan, edit(plan));
        var trimmed = whole.Trim();
        foreach (var words in says)
        {
            whole.FirstLines.ShouldContain(words);
            trimmed.FirstLines.ShouldContain(words);
        }

        if (Golden.WritesPairs)
        {
            trimmed.Write(name);
        }
    }

    [Fact]
    public void All_of_them_are_kept() => Edits.Keys.ShouldBeSubsetOf(PlanPair.Names);
}

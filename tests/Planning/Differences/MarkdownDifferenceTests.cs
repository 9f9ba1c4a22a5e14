using Vignette.Planning.Differences;
using Vignette.Planning.Differences.Reports;
using Vignette.Planning.Tests.Rig;

namespace Vignette.Planning.Tests.Differences;

public sealed class MarkdownDifferenceTests
{
    private const string Hostile = "`` @everyone <img src=x> ![a](http://x) [l](http://y) </details> **b** | \n# h\n```\n$x$ \u001b[31m\u202eevil #1";

    public static TheoryData<string> Cases => [.. Edits.Keys];

    private static Dictionary<string, Func<Plan, Plan>> Edits { get; } = new()
    {
        ["nothing"] = plan => plan,
        ["role"] = plan => plan.Replace("caption-policy", "policy", "s3:GetObject", "s3:*"),
        ["port"] = plan => plan.With("http", "cidrIpv4", "0.0.0.0/0"),
        ["cost"] = plan => plan.With("database", "instanceClass", "db.t4g.medium"),
        ["loss"] = plan => plan.With("database", "storageEncrypted", false).With("originals-lifecycle", "rules.0.expiration.days", 7),
        ["script"] = plan => plan.With("template", "userData", Convert.ToBase64String("#!/bin/sh\nset -e\ndocker run b\nexit 0\n"u8)),
        ["all"] = plan => plan.With("vpc", "cidrBlock", "10.1.0.0/16").Without("originals-lifecycle").With("caption", "memorySize", 256).Add("aws:sqs/queue:Queue", "letters", """{ "delaySeconds": 5 }"""),
    };

    /// <summary>Whoever changes what is said runs this with VIGNETTE_GOLDEN=write and reads what that changed.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void It_is_written_so(string name)
    {
        var differences = (PlanDifference[])[Small.Difference(Edits[name])];
        Golden.ShouldBe($"Golden/{name}.md", MarkdownDifference.Write(new DifferenceReport(differences)));
        Golden.ShouldBe($"Golden/{name}.json", DifferenceJson.Write(differences));
    }

    [Theory]
    [InlineData("role", 2, "Wider rights", "`caption-role` gains `s3:*`")]
    [InlineData("port", 2, "Opened", "**the whole internet**")]
    [InlineData("loss", 2, "Data is lost", "`database` is deleted and made anew")]
    [InlineData("cost", 3, "⚠ Cost", "**$10.00 → $25.00 a month (+150 %, more than doubled)**")]
    public void The_first_three_lines_say_what_nobody_should_miss(string name, int line, string heading, string what)
    {
        var lines = MarkdownDifference.Write(new DifferenceReport([Small.Difference(Edits[name])])).Split('\n');
        lines[0].ShouldStartWith("### Plan `dev`: ");
        lines[line - 1].ShouldContain(heading);
        lines[line - 1].ShouldContain(what);
    }

    [Fact]
    public void Of_several_stacks_the_first_three_lines_are_about_all()
    {
        var prod = new Plan("prod", Small.Plan.Resources, [], []);
        var lines = MarkdownDifference.Write(new DifferenceReport([Small.Difference(Edits["port"]), PlanDifference.Between(prod, prod.With("database", "instanceClass", "db.t4g.medium"), Small.Estimate)])).Split('\n');
        lines[0].ShouldBe("### Plan `dev`: 1 changed; `prod`: 1 changed");
        lines[1].ShouldContain("Opened");
        lines[1].ShouldContain("Outage");
        lines[2].ShouldContain("`dev`: Cost: $10.00 a month as before");
        lines[2].ShouldContain("`prod`: **⚠ Cost**");
        lines.ShouldContain("#### `prod`");
    }

    [Fact]
    public void Nothing_from_a_plan_is_anything_but_code()
    {
        var plan = Small.Plan.With("caption", "description", Hostile)
            .Add("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", Hostile, """{ "cidrIpv4": "0.0.0.0/0", "fromPort": 1, "ipProtocol": "`@x`", "securityGroupId": "</summary>", "toPort": 2 }""")
            .Allow("caption-policy", "policy", """{ "Effect": "Allow", "Action": "`@a` <b>", "Resource": "![x](y)" }""");
        var difference = PlanDifference.Between(Small.Plan, new Plan("`x` @all", plan.Resources, [], []), Small.Estimate);
        var text = MarkdownDifference.Write(new DifferenceReport([difference]));
        text.ShouldContain("@everyone");
        var outside = OutsideOfCode(text);
        foreach (var sign in (string[])["@", "<img", "![", "](", "# h", "evil", "\u001b", "\u202e", "$x$"])
        {
            outside.ShouldNotContain(sign);
        }

        text.ShouldNotContain("\u001b");
        text.ShouldNotContain("\u202e");
        Balanced(outside);
    }

    [Theory]
    [InlineData("", "(empty)")]
    [InlineData("a", "`a`")]
    [InlineData("`", "`` ` ``")]
    [InlineData("a``b", "```a``b```")]
    [InlineData(" a ", "`  a  `")]
    [InlineData("a\nb", "`a\\u{A}b`")]
    [InlineData("\\", "`\\`")]
    public void A_span_of_code_holds_any_text(string text, string code) => MarkdownText.Code(text).ShouldBe(code);

    [Fact]
    public void What_is_too_long_is_cut_between_items_and_says_so()
    {
        var plan = Small.Plan;
        foreach (var number in Enumerable.Range(0, 400))
        {
            plan = plan.Add("aws:sqs/queue:Queue", $"queue-{number}-{new string('x', 100)}", "{}");
        }

        var report = new DifferenceReport([PlanDifference.Between(Small.Plan, plan, Small.Estimate)]);
        var whole = MarkdownDifference.Write(report);
        whole.ShouldNotContain("cut here");
        foreach (var limit in (int[])[MarkdownDifference.LeastLimit, MarkdownDifference.LeastLimit + 57, 40_001, whole.Length - 1])
        {
            var text = MarkdownDifference.Write(report, limit);
            text.Length.ShouldBeLessThanOrEqualTo(limit);
            text.ShouldEndWith("_This is cut here: GitHub takes no longer comment. `./dev plan --diff` shows all of it._\n");
            Balanced(OutsideOfCode(text));
        }

        MarkdownDifference.Write(report, whole.Length + 200).ShouldBe(whole);
    }

    [Fact]
    public void Even_the_longest_first_lines_fit()
    {
        var name = new string('`', 400);
        string Policy(int number) => System.Text.Json.JsonSerializer.Serialize($$$"""{"Statement":[{"Effect":"Allow","Action":["{{{name}}}1","{{{name}}}2","{{{name}}}3","{{{name}}}4"],"Resource":["{{{name}}}{{{number}}}"],"Condition":{"StringEquals":{"{{{name}}}":"{{{name}}}" } } } ] }""");
        string[] types = ["aws:rds/instance:Instance", "aws:lb/loadBalancer:LoadBalancer", "aws:cloudwatch/metricAlarm:MetricAlarm"];
        var before = Plans.Of([.. types.SelectMany(type => Enumerable.Range(0, 50).Select(number => Plans.Resource($"{name}{type[4..6]}{number}", type: type)))]);
        var after = Plans.Of([.. Enumerable.Range(0, 50).SelectMany(number => (PlannedResource[])
            [
                Plans.Resource($"{name}policy{number}", $$"""{ "role": "{{name}}{{number}}", "policy": {{Policy(number)}} }""", type: "aws:iam/rolePolicy:RolePolicy"),
                Plans.Resource($"{name}rule{number}", $$"""{ "cidrIpv4": "{{name}}", "ipProtocol": "{{name}}", "securityGroupId": "{{name}}{{number}}" }""", type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"),
            ])]);
        var report = new DifferenceReport([.. Enumerable.Repeat(PlanDifference.Between(new Plan(name, before.Resources, [], []), new Plan(name, after.Resources, [], [])), 20)]);
        var text = MarkdownDifference.Write(report, MarkdownDifference.LeastLimit);
        text.Length.ShouldBeLessThanOrEqualTo(MarkdownDifference.LeastLimit);
        text.Split('\n')[1].ShouldContain("Wider rights");
    }

    private static void Balanced(string outside) =>
        (Count(outside, "<details>"), Count(outside, "<summary>")).ShouldBe((Count(outside, "</details>"), Count(outside, "</summary>")));

    private static int Count(string text, string word) => text.Split(word).Length - 1;

    /// <summary>What is left where a reader of GFM takes out blocks and spans of code.</summary>
    private static string OutsideOfCode(string markdown)
    {
        var (left, fence) = (new System.Text.StringBuilder(), (string?)null);
        foreach (var line in markdown.Split('\n'))
        {
            var trimmed = line.TrimStart(' ');
            var run = new string([.. trimmed.TakeWhile(character => character == '`')]);
            if (fence is not null)
            {
                fence = run.Length >= fence.Length && trimmed.Trim() == run ? null : fence;
            }
            else if (run.Length >= 3 && trimmed == run + "diff")
            {
                fence = run;
            }
            else
            {
                left.Append(System.Text.RegularExpressions.Regex.Replace(line, "(?<!`)(`+)(?!`)(.*?)(?<!`)\\1(?!`)", "")).Append('\n');
            }
        }

        fence.ShouldBeNull();
        return left.ToString();
    }
}

using System.Globalization;
using Vignette.Planning.Costs;
using Vignette.Planning.Reports;
using Vignette.Planning.Tests.Rig;

namespace Vignette.Planning.Tests.Reports;

public sealed class CostTableTests
{
    public static TheoryData<string> Stacks => CommittedPlans.Stacks;

    [Fact]
    public void It_says_what_is_paid_for_and_what_is_not_known()
    {
        var lines = Lines(Plans.Of(
            Plans.Resource("one", type: "aws:ec2/natGateway:NatGateway"),
            Plans.Resource("other", type: "aws:ec2/natGateway:NatGateway"),
            Plans.Resource("third", type: "aws:ec2/natGateway:NatGateway"),
            Plans.Resource("key", type: "aws:kms/key:Key"),
            Plans.Resource("cache", type: "aws:elasticache/cluster:Cluster")));
        lines[0].ShouldStartWith("About **99.55 US dollars a month** without traffic, and **0.00 for a million images** in the month in which they come. An estimate by list prices of US East (N. Virginia) of 2026-");
        lines[1..7].ShouldBe(
        [
            "",
            "| a month | for | quantity | | US dollars |",
            "|---|---|--:|---|--:|",
            "| NAT gateway | `one` and 2 more | 2,190 | hour | 98.55 |",
            "| Key, before its first rotation | `key` | 1 | month | 1.00 |",
            "| **sum** | | | | **99.55** |",
        ]);
        lines.ShouldContain("**Not in these sums, since nobody has looked what it costs:**");
        lines.ShouldContain("- 1 × `aws:elasticache/cluster:Cluster`");
        lines.ShouldContain(line => line.StartsWith("| NAT gateway | 0.045 | hour | [aws.amazon.com](https://aws.amazon.com/vpc/pricing/), [read](https://", StringComparison.Ordinal));
        lines.ShouldNotContain(line => line.StartsWith("| Web ACL |", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_only_remembered_is_said_to_be() =>
        Lines(CommittedPlans.Read("prod")).ShouldContain("| Host, t4g.small, Linux | 0.0168 | hour | [aws.amazon.com](https://aws.amazon.com/ec2/pricing/on-demand/), remembered: check it there |");

    [Theory]
    [MemberData(nameof(Stacks))]
    public void What_is_printed_adds_up_to_the_sums_that_are_printed(string stack)
    {
        var lines = Lines(CommittedPlans.Read(stack));
        var sums = lines.Index().Where(line => line.Item.StartsWith("| **sum**", StringComparison.Ordinal)).Select(line => line.Index).ToList();
        sums.Count.ShouldBe(2);
        foreach (var end in sums)
        {
            var start = lines.FindLastIndex(end, line => line.StartsWith("|---", StringComparison.Ordinal));
            (end - start).ShouldBeGreaterThan(10);
            lines[(start + 1)..end].Sum(Amount).ShouldBe(Amount(lines[end]));
        }
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public void Each_assumption_is_there(string stack) => Assumptions.All.Select(assumption => $"| {assumption.Name} | ").ShouldAllBe(
        start => Lines(CommittedPlans.Read(stack)).Count(line => line.StartsWith(start, StringComparison.Ordinal)) == 1);

    private static List<string> Lines(Plan plan) => [.. new CostTable().Lines(plan)];

    private static decimal Amount(string row) => decimal.Parse(row.Trim('|', ' ', '*').Split('|')[^1].Trim('*', ' '), NumberStyles.Number, CultureInfo.InvariantCulture);
}

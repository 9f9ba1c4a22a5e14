using System.Text.RegularExpressions;
using Vignette.Planning.Differences.Replacing;
using Vignette.Planning.Tests.Rig;

namespace Vignette.Planning.Tests.Differences;

public sealed partial class ReplacementRulesTests
{
    private static readonly string[] Packages = ["aws:", "docker:", "random:"];

    public static TheoryData<string> Stacks => CommittedPlans.Stacks;

    [Theory]
    [MemberData(nameof(Stacks))]
    public void Somebody_has_looked_up_every_type_that_a_plan_has(string stack) =>
        CommittedPlans.Read(stack).Resources.Select(resource => resource.Type).Distinct().Where(type => Packages.Any(package => type.StartsWith(package, StringComparison.Ordinal)))
            .Where(type => ReplacementRules.Of(type) is null)
            .ShouldBeEmpty("Look up in the provider's source which of their inputs force a new resource, and add them to ReplacementRules.");

    [Fact]
    public void Each_type_is_there_once_with_each_input_once_and_where_that_is_said()
    {
        ReplacementRules.All.Select(rule => rule.Type).ShouldBeUnique();
        ReplacementRules.All.Select(rule => rule.Type).ShouldBeInOrder(SortDirection.Ascending, StringComparer.OrdinalIgnoreCase);
        foreach (var rule in ReplacementRules.All)
        {
            rule.Inputs.Concat(rule.Switches).ShouldBeUnique();
            rule.Source.Host.ShouldBe("github.com");
            AtCommit().IsMatch(rule.Source.AbsolutePath).ShouldBe(rule.IsRead, $"{rule.Type}: what was read has the address of a commit.");
        }
    }

    [GeneratedRegex("/blob/[0-9a-f]{40}/")]
    private static partial Regex AtCommit();
}

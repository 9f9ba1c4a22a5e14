using Vignette.Planning.Reports;
using Vignette.Planning.Sources;

namespace Vignette.Planning.Tests;

/// <summary>The plans that are in the repository. Where Pulumi's packages can be had, they are also made anew and compared.</summary>
public sealed class CommittedPlansTests
{
    private static readonly PlanFolder Plans = PlanFolder.Above(AppContext.BaseDirectory);

    public static TheoryData<string> Stacks => [.. Plans.Stacks];

    [Fact]
    public void Each_example_has_one() => Plans.Stacks.ShouldBe(
        Directory.EnumerateFiles(Plans.Root, "Pulumi.*.yaml").Select(path => Path.GetFileName(path).Split('.')[1]), ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Stacks))]
    public void Nothing_that_it_is_made_from_changed_since(string stack) =>
        SourceDigests.ChangedSince(Plans.Read(stack), Plans.Root).ShouldBeEmpty($"{PlanFolder.JsonOf(stack)} is older than these. Run ./dev plan and commit what it writes.");

    [Theory]
    [MemberData(nameof(Stacks))]
    public void Its_report_is_of_this_plan(string stack) =>
        Plans.ReadReport(stack).ShouldBe(PlanReport.Write(Plans.Read(stack)), $"{PlanFolder.ReportOf(stack)} is not of this plan. Run ./dev plan and commit what it writes.");

    [Theory]
    [MemberData(nameof(Stacks))]
    public void It_is_written_as_plans_are(string stack) =>
        File.ReadAllText(Path.Combine(Plans.Root, PlanFolder.JsonOf(stack))).ShouldBe(PlanJson.Write(Plans.Read(stack)));

    [Theory]
    [MemberData(nameof(Stacks))]
    public void Names_say_whose_resources_are(string stack) =>
        Plans.Read(stack).Resources.ShouldAllBe(resource => resource.Name.StartsWith("vignette-", StringComparison.Ordinal));

    [Fact]
    public void A_folder_without_plans_is_said_to_be_one() =>
        Should.Throw<PlanException>(() => PlanFolder.Above(Path.GetTempPath())).Message.ShouldEndWith("is in no folder that has infra/plans.");
}

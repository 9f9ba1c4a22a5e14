using Vignette.Planning.Differences;
using Vignette.Planning.Tests.Rig;

namespace Vignette.Planning.Tests.Differences;

public sealed class PlanFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("vignette-plans").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Two_files_are_compared_and_none_is_a_plan_without_anything()
    {
        var (plan, other) = (Write("a.json", Small.Plan), Write("b.json", Small.Plan.Without("mapping")));
        PlanFiles.Compare(plan, other).Single().Count(ResourceChange.Removed).ShouldBe(1);
        PlanFiles.Compare(PlanFiles.None, plan).Single().Count(ResourceChange.Added).ShouldBe(Small.Plan.Resources.Length);
        PlanFiles.Compare(plan, PlanFiles.None).Single().Count(ResourceChange.Removed).ShouldBe(Small.Plan.Resources.Length);
        Should.Throw<PlanException>(() => PlanFiles.Compare(PlanFiles.None, PlanFiles.None));
    }

    [Fact]
    public void Of_two_folders_the_plans_of_one_name_are_compared_and_a_new_stack_is_new()
    {
        Write("old/dev.json", Small.Plan);
        Write("new/dev.json", Small.Plan);
        Write("new/prod.json", new Plan("prod", Small.Plan.Resources, [], []));
        var differences = PlanFiles.Compare(Path.Combine(_folder, "old"), Path.Combine(_folder, "new"));
        differences.Select(difference => (difference.After.Stack, difference.IsEmpty)).ShouldBe([("dev", true), ("prod", false)]);
        Should.Throw<PlanException>(() => PlanFiles.Compare(_folder, _folder)).Message.ShouldStartWith("There is no plan");
        Should.Throw<PlanException>(() => PlanFiles.Compare(_folder, "nothing")).Message.ShouldBe("nothing is no folder, and the other one is.");
    }

    [Fact]
    public void Plans_that_have_hardly_anything_in_common_are_compared_only_when_that_is_meant()
    {
        var plan = Write("a.json", Small.Plan);
        var stranger = Write("b.json", Plans.Of([.. Enumerable.Range(0, 9).Select(number => Plans.Resource($"bucket-{number}"))]));
        Should.Throw<PlanException>(() => PlanFiles.Compare(plan, stranger)).Message.ShouldBe(
            "The plans of dev and dev have hardly anything in common: 0 of 9 resources. Are they of the same program? --force compares them all the same.");
        PlanFiles.Compare(plan, stranger, force: true).Single().IsEmpty.ShouldBeFalse();
    }

    private string Write(string name, Plan plan)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, PlanJson.Write(plan));
        return path;
    }
}

namespace Vignette.Planning.Tests.Rig;

/// <summary>The plans that are in the repository.</summary>
internal static class CommittedPlans
{
    private static readonly PlanFolder Plans = PlanFolder.Above(AppContext.BaseDirectory);

    public static TheoryData<string> Stacks => [.. Plans.Stacks];

    /// <summary>The repository's folder.</summary>
    public static string Root => Plans.Root;

    public static IEnumerable<Plan> All => Plans.Stacks.Select(Read);

    public static Plan Read(string stack) => Plans.Read(stack);
}

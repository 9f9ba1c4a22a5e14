namespace Vignette.Planning.Tests.Rig;

/// <summary>The plans that are in the repository.</summary>
internal static class CommittedPlans
{
    private static readonly PlanFolder Plans = PlanFolder.Above(AppContext.BaseDirectory);

    public static TheoryData<string> Stacks => [.. Plans.Stacks];

    public static Plan Read(string stack) => Plans.Read(stack);
}

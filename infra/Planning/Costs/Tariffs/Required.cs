namespace Vignette.Planning.Costs.Tariffs;

/// <summary>What must be known of a resource to price it.</summary>
internal static class Required
{
    /// <exception cref="PlanException">It is not there, or no number.</exception>
    public static decimal Amount(this PlannedResource resource, string path) =>
        (decimal)(resource.Number(path) ?? throw new PlanException($"{path} is not said"));

    /// <exception cref="PlanException">It is not there, or no text.</exception>
    public static string Name(this PlannedResource resource, string path) =>
        resource.Text(path) ?? throw new PlanException($"{path} is not said");
}

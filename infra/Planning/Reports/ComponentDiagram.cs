namespace Vignette.Planning.Reports;

/// <summary>What is made of what, as a diagram: an arrow leads from a component of the stack to the one whose outputs it uses.</summary>
internal sealed class ComponentDiagram : IReportSection
{
    public string Heading => "Diagram";

    public IEnumerable<string> Lines(Plan plan)
    {
        var components = plan.Resources.Where(resource => resource.IsComponent && resource.Parent is null).ToList();
        if (components.Count == 0)
        {
            yield break;
        }

        yield return "```mermaid";
        yield return "flowchart LR";
        foreach (var component in components)
        {
            var count = plan.Resources.Count(resource => !resource.IsComponent && plan.AncestorsOf(resource).FirstOrDefault() == component);
            yield return $"  {Id(component)}[\"{component.Name}<br>{count} {(count == 1 ? "resource" : "resources")}\"]";
        }

        foreach (var (from, to) in Arrows(plan))
        {
            yield return $"  {Id(from)} --> {Id(to)}";
        }

        yield return "```";
    }

    /// <summary>From one component of the stack to another, each once.</summary>
    private static IEnumerable<(PlannedResource From, PlannedResource To)> Arrows(Plan plan) =>
        (
            from resource in plan.Resources
            from reference in resource.References
            let user = plan.AncestorsOf(resource).FirstOrDefault()
            let used = plan.AncestorsOf(plan[reference.Name]).FirstOrDefault()
            where user is not null && used is not null && used != user
            select (From: user, To: used))
        .Distinct()
        .OrderBy(arrow => arrow.From.Name, StringComparer.Ordinal)
        .ThenBy(arrow => arrow.To.Name, StringComparer.Ordinal);

    // A hyphen may be taken for the beginning of an arrow.
    private static string Id(PlannedResource component) => component.Name.Replace('-', '_');
}

namespace Vignette.Planning.Reports;

/// <summary>
/// What is made of what, as a diagram: an arrow leads from a component to the one whose outputs it uses. Each component of
/// the stack is drawn with its parts; arrows within it are left out, and so is what goes to a whole that has a part with an
/// arrow of its own.
/// </summary>
internal sealed class ComponentDiagram : IReportSection
{
    public string Heading => "Diagram";

    public IEnumerable<string> Lines(Plan plan)
    {
        var components = plan.Resources.Where(resource => resource.IsComponent).ToList();
        if (components.Count == 0)
        {
            yield break;
        }

        yield return "```mermaid";
        yield return "flowchart LR";
        foreach (var top in components.Where(component => component.Parent is null))
        {
            var parts = components.Where(part => part.Parent is not null && plan.AncestorsOf(part).First() == top).ToList();
            if (parts.Count == 0)
            {
                yield return $"  {Node(plan, top)}";
                continue;
            }

            yield return $"  subgraph {Id(top)}[\"{top.Name}\"]";
            foreach (var part in parts)
            {
                yield return $"    {Node(plan, part)}";
            }

            yield return "  end";
        }

        foreach (var (from, to) in Arrows(plan))
        {
            yield return $"  {Id(from)} --> {Id(to)}";
        }

        yield return "```";
    }

    /// <summary>From a component of the stack to a component, each once.</summary>
    private static IEnumerable<(PlannedResource From, PlannedResource To)> Arrows(Plan plan)
    {
        var arrows = (
            from resource in plan.Resources
            from reference in resource.References
            let user = plan.AncestorsOf(resource).FirstOrDefault()
            let used = plan.AncestorsOf(plan[reference.Name]).ToList()
            where user is not null && used.Count > 0 && used[0] != user
            select (From: user, To: used[^1])).Distinct().ToList();
        return arrows
            .Where(arrow => !arrows.Any(other => other.From == arrow.From && plan.AncestorsOf(other.To).Contains(arrow.To)))
            .OrderBy(arrow => arrow.From.Name, StringComparer.Ordinal).ThenBy(arrow => arrow.To.Name, StringComparer.Ordinal);
    }

    private static string Node(Plan plan, PlannedResource component)
    {
        var count = plan.ChildrenOf(component).Count(child => !child.IsComponent);
        return $"{Id(component)}[\"{component.Name}<br>{count} {(count == 1 ? "resource" : "resources")}\"]";
    }

    // A hyphen may be taken for the beginning of an arrow.
    private static string Id(PlannedResource component) => component.Name.Replace('-', '_');
}

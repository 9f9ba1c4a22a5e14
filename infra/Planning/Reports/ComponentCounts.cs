namespace Vignette.Planning.Reports;

/// <summary>The components as a tree, with how many resources each has, those of its parts included.</summary>
internal sealed class ComponentCounts : IReportSection
{
    public string Heading => "Components";

    public IEnumerable<string> Lines(Plan plan)
    {
        yield return "| component | | resources |";
        yield return "|---|---|--:|";
        foreach (var component in plan.Resources.Where(resource => resource.IsComponent))
        {
            var above = plan.AncestorsOf(component).ToList();
            var count = plan.Resources.Count(resource => !resource.IsComponent && plan.AncestorsOf(resource).Contains(component));
            yield return $"| {string.Concat(Enumerable.Repeat("&emsp;", above.Count))}{component.Name} | {component.Type[(component.Type.LastIndexOf(':') + 1)..]} | {count} |";
        }
    }
}

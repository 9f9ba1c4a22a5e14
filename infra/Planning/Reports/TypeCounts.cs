namespace Vignette.Planning.Reports;

/// <summary>How many resources there are of each type.</summary>
internal sealed class TypeCounts : IReportSection
{
    public string Heading => "Resources by type";

    public IEnumerable<string> Lines(Plan plan) =>
        plan.Resources.Where(resource => !resource.IsComponent).GroupBy(resource => resource.Type).OrderBy(type => type.Key, StringComparer.Ordinal)
            .Select(type => $"| `{type.Key}` | {type.Count()} |").Prepend("|---|--:|").Prepend("| type | resources |");
}

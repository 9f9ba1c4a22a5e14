using System.Text;

namespace Vignette.Planning.Reports;

/// <summary>A plan for people, in Markdown: made from the plan alone, so that every machine makes the same.</summary>
public static class PlanReport
{
    /// <summary>In the order of the report. Whatever else can be said of a plan is a further section.</summary>
    private static readonly IReadOnlyList<IReportSection> Sections = [new ComponentDiagram(), new ComponentCounts(), new CostTable(), new PolicyFindings(), new TypeCounts(), new StackOutputs()];

    public static string Write(Plan plan) => Write(plan, Sections);

    public static string Write(Plan plan, IEnumerable<IReportSection> sections)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(sections);
        var text = new StringBuilder();
        void Line(string line) => text.Append(line).Append('\n');

        Line($"# What `{plan.Stack}` deploys");
        Line("");
        Line($"{plan.Resources.Count(resource => !resource.IsComponent)} resources in {plan.Resources.Count(resource => resource.IsComponent)} components. Written by `./dev plan`; `{plan.Stack}.json` has each with all that it is declared with.");
        foreach (var section in sections)
        {
            var lines = section.Lines(plan).ToList();
            if (lines.Count > 0)
            {
                Line("");
                Line($"## {section.Heading}");
                Line("");
                lines.ForEach(Line);
            }
        }

        return text.ToString();
    }
}

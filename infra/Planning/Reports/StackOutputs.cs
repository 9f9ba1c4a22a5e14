using System.Text.Json;

namespace Vignette.Planning.Reports;

/// <summary>What the stack gives out.</summary>
internal sealed class StackOutputs : IReportSection
{
    public string Heading => "Outputs";

    public IEnumerable<string> Lines(Plan plan) => plan.Outputs.IsEmpty ? [] :
        plan.Outputs.Select(output => $"| {output.Key} | `{(output.Value.ValueKind == JsonValueKind.String ? output.Value.GetString() : output.Value.GetRawText())}` |")
            .Prepend("|---|---|").Prepend("| output | value |");
}

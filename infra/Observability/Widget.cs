using Pulumi;

namespace Vignette.Infra.Observability;

/// <summary>A part of the dashboard, as CloudWatch's JSON has it.</summary>
/// <param name="Type"><c>metric</c>, <c>alarm</c>, <c>log</c>.</param>
/// <param name="Width">Of 24.</param>
/// <param name="Height">In rows; six are a graph.</param>
/// <param name="Properties">What it shows, as JSON's values.</param>
/// <seealso href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html"/>
internal sealed record Widget(string Type, int Width, int Height, Output<Dictionary<string, object>> Properties)
{
    /// <summary>All dashboard's columns.</summary>
    public const int FullWidth = 24;

    /// <summary>Lines over time, each with the name that people read.</summary>
    public static Widget Graph(string title, string region, params (string Label, Measure Measure)[] lines) => new("metric", FullWidth / 3, 6, Output
        .All(lines.SelectMany(line => line.Measure.Dimensions.Values))
        .Apply(values =>
        {
            var known = new Queue<string>(values);
            return new Dictionary<string, object>
            {
                ["title"] = title,
                ["region"] = region,
                ["view"] = "timeSeries",
                ["period"] = 60,
                ["yAxis"] = new { left = new { min = 0 } },
                ["metrics"] = lines.Select(line => Line(line.Label, line.Measure, known)).ToArray(),
            };
        }));

    /// <summary>How alarms are.</summary>
    public static Widget Alarms(string title, IEnumerable<Output<string>> arns) => new("alarm", FullWidth, 4, Output
        .All(arns)
        .Apply(known => new Dictionary<string, object> { ["title"] = title, ["alarms"] = known }));

    /// <summary>Lines of a log, by CloudWatch Logs Insights.</summary>
    public static Widget Log(string title, string region, Output<string> group, string query) => new("log", FullWidth, 6, group
        .Apply(name => new Dictionary<string, object> { ["title"] = title, ["region"] = region, ["view"] = "table", ["query"] = $"SOURCE '{name}' | {query}" }));

    private static object[] Line(string label, Measure measure, Queue<string> known) =>
    [
        measure.Namespace,
        measure.Name,
        .. measure.Dimensions.Keys.SelectMany(name => new[] { name, known.Dequeue() }),
        new { label, stat = measure.Statistic },
    ];
}

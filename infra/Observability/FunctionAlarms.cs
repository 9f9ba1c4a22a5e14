using Pulumi;
using Pulumi.Aws.CloudWatch;

namespace Vignette.Infra.Observability;

/// <summary>Whether a function works.</summary>
internal sealed class FunctionAlarms : ComponentResource
{
    /// <summary>Percent.</summary>
    private const double MostErrors = 5;

    public FunctionAlarms(string name, string title, Output<string> function, Output<string> topicArn, ComponentResourceOptions? options = null)
        : base("vignette:infra:FunctionAlarms", $"{name}-alarms", options)
    {
        var child = new CustomResourceOptions { Parent = this };
        All =
        [
            Alarm.When($"{name}-errors-alarm", new AlarmRule
            {
                Description = $"More than 5 % of the {title} function's invocations fail. Its log says why; if it began with a deployment, deploy the version before.",
                Measures = new Dictionary<string, Measure> { ["invocations"] = Of("Invocations", "Sum", function), ["errors"] = Of("Errors", "Sum", function) },
                Expression = "IF(invocations > 0, 100 * errors / invocations, 0)",
                Threshold = MostErrors,
                Minutes = 5,
                Periods = 2,
                TopicArn = topicArn,
            }, child),
            Alarm.When($"{name}-throttles-alarm", new AlarmRule
            {
                Description = $"The {title} function is wanted more often than Lambda lets it run. Ask for a higher quota of concurrent executions of the account, or find who else uses it up.",
                Measures = AlarmRule.Of(Of("Throttles", "Sum", function)),
                Threshold = 0,
                Minutes = 5,
                Periods = 3,
                TopicArn = topicArn,
            }, child),
        ];
        RegisterOutputs();
    }

    public IReadOnlyList<MetricAlarm> All { get; }

    public static Measure Of(string metric, string statistic, Output<string> function) =>
        new("AWS/Lambda", metric, statistic, new Dictionary<string, Output<string>> { ["FunctionName"] = function });
}

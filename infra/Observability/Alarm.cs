using Pulumi;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.CloudWatch.Inputs;

namespace Vignette.Infra.Observability;

/// <summary>Alarms of CloudWatch from their rules.</summary>
internal static class Alarm
{
    public static MetricAlarm When(string name, AlarmRule rule, CustomResourceOptions options)
    {
        var args = new MetricAlarmArgs
        {
            AlarmDescription = rule.Description,
            ComparisonOperator = rule.Comparison,
            Threshold = rule.Threshold,
            EvaluationPeriods = rule.Periods,
            TreatMissingData = rule.NoData,
        };
        if (rule.TopicArn is { } topic)
        {
            args.AlarmActions = [topic];
            args.OkActions = [topic];
        }

        if (rule.Expression is { } expression)
        {
            args.MetricQueries = [.. rule.Measures.Select(measure => Query(measure.Key, measure.Value, rule)), Result(expression, rule)];
        }
        else
        {
            Look(args, rule.Measures.Values.Single(), rule);
        }

        return new MetricAlarm(name, args, options);
    }

    private static void Look(MetricAlarmArgs args, Measure measure, AlarmRule rule)
    {
        args.Namespace = measure.Namespace;
        args.MetricName = measure.Name;
        args.Period = 60 * rule.Minutes;
        args.Dimensions = Dimensions(measure);
        if (measure.Statistic.StartsWith('p'))
        {
            args.ExtendedStatistic = measure.Statistic;
            args.EvaluateLowSampleCountPercentiles = "ignore";
        }
        else
        {
            args.Statistic = measure.Statistic;
        }
    }

    private static MetricAlarmMetricQueryArgs Query(string id, Measure measure, AlarmRule rule) => new()
    {
        Id = id,
        ReturnData = false,
        Metric = new MetricAlarmMetricQueryMetricArgs
        {
            Namespace = measure.Namespace,
            MetricName = measure.Name,
            Stat = measure.Statistic,
            Period = 60 * rule.Minutes,
            Dimensions = Dimensions(measure),
        },
    };

    private static MetricAlarmMetricQueryArgs Result(string expression, AlarmRule rule) =>
        new() { Id = "result", Expression = expression, Label = rule.Description, ReturnData = true };

    private static InputMap<string> Dimensions(Measure measure)
    {
        var map = new InputMap<string>();
        foreach (var (name, value) in measure.Dimensions)
        {
            map.Add(name, value);
        }

        return map;
    }
}

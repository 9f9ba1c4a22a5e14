using Vignette.Planning.Policies;

namespace Vignette.Planning.Costs.Tariffs;

/// <summary>What is paid for keys, secrets, logs, alarms and dashboards.</summary>
internal static class ObservabilityTariffs
{
    private const int StandardPeriod = 60;

    public static IReadOnlyList<Tariff> All { get; } =
    [
        new(AwsTypes.Key, (_, _) => [new("kms.key-month", 1)]),
        new("aws:secretsmanager/secret:Secret", (_, _) => [new("secret.month", 1)]),
        new("aws:cloudwatch/dashboard:Dashboard", (_, _) => [new("dashboard.month", 1)]),
        new(AwsTypes.Alarm, Alarm),
        new(AwsTypes.LogGroup, (_, _) => [new("logs.gb", Assumptions.IdleLogs.Value)], Logs),
        new(AwsTypes.FlowLog, (_, log) => [new(log.Text("logDestinationType") is null or "cloud-watch-logs" ? "logs.gb" : $"flow-logs.{log.Text("logDestinationType")}", Assumptions.FlowLogs.Value)]),
    ];

    // Each measure that is looked at is paid for, and what is calculated from them is not.
    private static IEnumerable<Charge> Alarm(Plan plan, PlannedResource alarm)
    {
        var queries = alarm.List("metricQueries").Select((_, index) => $"metricQueries.{index}.metric").Where(path => alarm[path] is not null).ToList();
        var period = queries.Count == 0 ? alarm.Number("period") : queries.Min(path => alarm.Number($"{path}.period"));
        yield return new(period < StandardPeriod ? "alarm.high-resolution.month" : "alarm.month", Math.Max(1, queries.Count));
    }

    private static IEnumerable<Charge> Logs(Plan plan, PlannedResource group) =>
        plan.Of(group, AwsTypes.Function, "loggingConfig.logGroup").Any(function => function.Text("environment.variables.ANNOTATIONS_HANDLER") is "Thumbnail" or "Caption")
            ? [new("logs.gb", Assumptions.TaskLogs.Value)]
            : [];
}

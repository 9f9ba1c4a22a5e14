using Vignette.Planning.Policies;

namespace Vignette.Planning.Costs.Tariffs;

/// <summary>What is paid for databases. Backups up to the size of the storage cost nothing, nor do seven days of Performance Insights.</summary>
internal static class DatabaseTariffs
{
    private const int FreeInsightDays = 7;
    private const decimal SecondsPerHour = 3600;

    public static IReadOnlyList<Tariff> All { get; } = [new(AwsTypes.DatabaseInstance, Instance)];

    private static IEnumerable<Charge> Instance(Plan plan, PlannedResource database)
    {
        var zones = database.Flag("multiAz") == true ? "multi-zone" : "single-zone";
        yield return new($"rds.{database.Name("engine")}.{database.Name("instanceClass")}.{zones}.hour", Assumptions.HoursPerMonth.Value);
        yield return new($"rds.storage.{database.Text("storageType") ?? "gp2"}.{zones}.gb-month", database.Amount("allocatedStorage"));
        if (database.Number("monitoringInterval") is { } seconds and > 0)
        {
            var samples = Assumptions.HoursPerMonth.Value * SecondsPerHour / (decimal)seconds;
            yield return new("logs.gb", samples * Assumptions.MonitoringSample.Value / 1_000_000);
        }

        if (database.Flag("performanceInsightsEnabled") == true && database.Number("performanceInsightsRetentionPeriod") > FreeInsightDays)
        {
            yield return new("rds.performance-insights.retention", 1);
        }
    }
}

using Pulumi;
using Pulumi.Aws.CloudWatch;

namespace Vignette.Infra.Observability;

/// <summary>Whether the database has room: on its disk, in its memory, in its processor and at its door.</summary>
internal sealed class DatabaseAlarms : ComponentResource
{
    private const double MostProcessor = 80;

    /// <summary>Of what it takes.</summary>
    private const double MostConnections = 0.8;

    /// <summary>Of the storage that it began with: RDS adds to it when a tenth is left.</summary>
    private const double LeastStorage = 0.05;

    /// <summary>Of what there is: the server uses nearly all by design.</summary>
    private const double LeastMemory = 0.04;

    private const double GiB = 1L << 30;

    public DatabaseAlarms(string name, DatabaseWatch watch, Output<string> topicArn, ComponentResourceOptions? options = null)
        : base("vignette:infra:DatabaseAlarms", $"{name}-database-alarms", options)
    {
        var child = new CustomResourceOptions { Parent = this };
        AlarmRule Rule(string metric, string description, double threshold) => new()
        {
            Description = description,
            Measures = AlarmRule.Of(watch.Measure(metric)),
            Threshold = threshold,
            Minutes = 5,
            Periods = 3,
            TopicArn = topicArn,
        };
        All =
        [
            Alarm.When($"{name}-database-storage-alarm", Rule(
                "FreeStorageSpace",
                "The database's disk is nearly full and has not grown by itself: databaseMaxStorage is reached. Raise it and deploy; a full disk stops the database.",
                watch.StorageGiB * GiB * LeastStorage) with { Comparison = "LessThanThreshold" }, child),
            Alarm.When($"{name}-database-processor-alarm", Rule(
                "CPUUtilization",
                "The database's processor is over 80 %, or nothing is heard of the database. Look for the statement in the slow query log or in Performance Insights; if there is none, databaseClass is too small.",
                MostProcessor) with { NoData = "breaching" }, child),
            Alarm.When($"{name}-database-connections-alarm", Rule(
                "DatabaseConnections",
                "More than 80 % of the connections that the database takes are in use. Look at which host or function holds them; databaseClass is too small, or something does not give them back.",
                Math.Floor(watch.MostConnections * MostConnections)), child),
            Alarm.When($"{name}-database-memory-alarm", Rule(
                "FreeableMemory",
                "The database has hardly any memory left and will begin to swap. databaseClass is too small for what it is asked.",
                Math.Floor(watch.MemoryBytes * LeastMemory)) with { Comparison = "LessThanThreshold" }, child),
        ];
        RegisterOutputs();
    }

    public IReadOnlyList<MetricAlarm> All { get; }
}

using Pulumi;

namespace Vignette.Infra.Observability;

/// <summary>The database that is watched.</summary>
public sealed record DatabaseWatch
{
    /// <summary>What metrics and events name it by.</summary>
    public required Output<string> Identifier { get; init; }

    public required Output<string> ParameterGroupName { get; init; }

    /// <summary>What it began with.</summary>
    public required int StorageGiB { get; init; }

    public required long MemoryBytes { get; init; }

    /// <summary>How many connections it takes.</summary>
    public required int MostConnections { get; init; }

    internal Measure Measure(string metric, string statistic = "Average") =>
        new("AWS/RDS", metric, statistic, new Dictionary<string, Output<string>> { ["DBInstanceIdentifier"] = Identifier });
}

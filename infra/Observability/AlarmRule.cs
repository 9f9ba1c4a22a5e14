using Pulumi;

namespace Vignette.Infra.Observability;

/// <summary>When somebody is told, and what.</summary>
internal sealed record AlarmRule
{
    /// <summary>What is the matter and what to do: the mail says it.</summary>
    public required string Description { get; init; }

    /// <summary>What is looked at, by the names that <see cref="Expression"/> has for it; one alone needs no expression.</summary>
    public required IReadOnlyDictionary<string, Measure> Measures { get; init; }

    /// <summary>What is made of several measures, in CloudWatch's metric math.</summary>
    public string? Expression { get; init; }

    public string Comparison { get; init; } = "GreaterThanThreshold";

    public required double Threshold { get; init; }

    /// <summary>Minutes that are taken together.</summary>
    public int Minutes { get; init; } = 1;

    /// <summary>How many periods in a row must be so.</summary>
    public int Periods { get; init; } = 1;

    /// <summary>What no data means: <c>notBreaching</c>, <c>breaching</c>, <c>ignore</c> or <c>missing</c>.</summary>
    public string NoData { get; init; } = "notBreaching";

    /// <summary>The topic that is told when it begins and when it is over; null for nobody.</summary>
    public required Output<string>? TopicArn { get; init; }

    public static IReadOnlyDictionary<string, Measure> Of(Measure measure) => new Dictionary<string, Measure> { ["m"] = measure };
}

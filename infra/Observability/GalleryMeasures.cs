using Pulumi;

namespace Vignette.Infra.Observability;

/// <summary>What the load balancer measures of the gallery.</summary>
/// <param name="LoadBalancer">The end of its ARN, by which metrics name it.</param>
/// <param name="Targets">That of the group of its targets.</param>
internal sealed record GalleryMeasures(Output<string> LoadBalancer, Output<string> Targets)
{
    private const string Source = "AWS/ApplicationELB";

    public Measure Requests => OfAll("RequestCount", "Sum");

    /// <summary>What the gallery itself answered so.</summary>
    public Measure Errors => OfTargets("HTTPCode_Target_5XX_Count", "Sum");

    /// <summary>What the load balancer answered so, since no host or function did.</summary>
    public Measure Unanswered => OfAll("HTTPCode_ELB_5XX_Count", "Sum");

    /// <summary>What the client did wrong, or the firewall refused.</summary>
    public Measure Refused => OfAll("HTTPCode_ELB_4XX_Count", "Sum");

    /// <summary>Seconds until the answer begins.</summary>
    public Measure Latency(string statistic) => OfTargets("TargetResponseTime", statistic);

    public Measure HealthyHosts => OfTargets("HealthyHostCount", "Minimum");

    public Measure UnhealthyHosts => OfTargets("UnHealthyHostCount", "Maximum");

    private Measure OfAll(string name, string statistic) => new(Source, name, statistic, new Dictionary<string, Output<string>> { ["LoadBalancer"] = LoadBalancer });

    private Measure OfTargets(string name, string statistic) =>
        new(Source, name, statistic, new Dictionary<string, Output<string>> { ["LoadBalancer"] = LoadBalancer, ["TargetGroup"] = Targets });
}

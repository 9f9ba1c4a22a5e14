using Pulumi;
using Pulumi.Aws.CloudWatch;
using Vignette.Infra.Observability;

namespace Vignette.Infra.Web;

/// <summary>What tells a deployment of the gallery that it is worse than the one before.</summary>
public sealed class WebAlarms : ComponentResource
{
    /// <summary>Percent.</summary>
    private const double MostErrors = 5;

    // One failure of a few requests is nothing that should take a deployment back.
    private const int LeastRequests = 20;

    public WebAlarms(string name, WebAlarmsArgs args, ComponentResourceOptions? options = null)
        : base("vignette:infra:WebAlarms", $"{name}-alarms", options)
    {
        ArgumentNullException.ThrowIfNull(args);
        var child = new CustomResourceOptions { Parent = this };
        var gallery = new GalleryMeasures(args.LoadBalancerArnSuffix, args.TargetGroupArnSuffix);
        var errors = Alarm.When($"{name}-errors-alarm", new AlarmRule
        {
            Description = "More than 5 % of the gallery's requests fail (5xx). Read its log. While hosts are being replaced, AWS takes the deployment back by itself; then look at what changed.",
            Measures = new Dictionary<string, Measure> { ["requests"] = gallery.Requests, ["errors"] = gallery.Errors, ["unanswered"] = gallery.Unanswered },
            Expression = $"IF(requests >= {LeastRequests}, 100 * (FILL(errors, 0) + FILL(unanswered, 0)) / requests, 0)",
            Threshold = MostErrors,
            Periods = 3,
            TopicArn = args.TopicArn,
        }, child);
        var all = new List<MetricAlarm> { errors };
        if (args.MinHosts is { } hosts)
        {
            // Not how many are unhealthy: so is each new host until it answers.
            var few = Alarm.When($"{name}-hosts-alarm", new AlarmRule
            {
                Description = $"Fewer than {hosts} hosts of the gallery are healthy, for three minutes. Open a session on one and read: journalctl -u {HostScript.Service}. A host that does not come up cannot fetch its image or reach the database's network.",
                Measures = AlarmRule.Of(gallery.HealthyHosts),
                Comparison = "LessThanThreshold",
                Threshold = hosts,
                Periods = 3,
                // No host at all is not measured.
                NoData = "breaching",
                TopicArn = args.TopicArn,
            }, child);
            all.Add(few);
        }

        Names = [.. all.Select(alarm => alarm.Name)];
        Arns = [.. all.Select(alarm => alarm.Arn)];
        RegisterOutputs();
    }

    public IReadOnlyList<Output<string>> Names { get; }

    public IReadOnlyList<Output<string>> Arns { get; }
}

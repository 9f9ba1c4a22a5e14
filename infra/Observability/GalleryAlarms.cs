using Pulumi;
using Pulumi.Aws.CloudWatch;

namespace Vignette.Infra.Observability;

/// <summary>Whether people wait for the gallery. Those that take a deployment back are made with the gallery.</summary>
internal sealed class GalleryAlarms : ComponentResource
{
    /// <summary>Seconds until an answer begins; a slow client's upload counts in it.</summary>
    private const double SlowSeconds = 3;

    public GalleryAlarms(string name, GalleryMeasures gallery, bool isOnHosts, Output<string> topicArn, ComponentResourceOptions? options = null)
        : base("vignette:infra:GalleryAlarms", $"{name}-gallery-alarms", options)
    {
        var child = new CustomResourceOptions { Parent = this };
        var all = new List<MetricAlarm>
        {
            Alarm.When($"{name}-gallery-latency-alarm", new AlarmRule
            {
                Description = "For a quarter of an hour, one in twenty requests of the gallery takes longer than 3 seconds. Look at the database on the dashboard first, then at how many hosts there are: webMaxHosts may be reached.",
                Measures = AlarmRule.Of(gallery.Latency("p95")),
                Threshold = SlowSeconds,
                Minutes = 5,
                Periods = 3,
                TopicArn = topicArn,
            }, child),
        };
        if (isOnHosts)
        {
            all.Add(Alarm.When($"{name}-gallery-unhealthy-alarm", new AlarmRule
            {
                Description = "For a quarter of an hour, a host of the gallery does not answer on /health. It should have been replaced: look at the activity of the auto scaling group for what hinders it.",
                Measures = AlarmRule.Of(gallery.UnhealthyHosts),
                Threshold = 0,
                Minutes = 5,
                Periods = 3,
                TopicArn = topicArn,
            }, child));
        }

        All = all;
        RegisterOutputs();
    }

    public IReadOnlyList<MetricAlarm> All { get; }
}

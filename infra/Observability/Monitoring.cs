using Pulumi;
using Pulumi.Aws.CloudWatch;

namespace Vignette.Infra.Observability;

/// <summary>What tells people that something is wrong, and shows them what.</summary>
public sealed class Monitoring : ComponentResource
{
    public Monitoring(string name, MonitoringArgs args, ComponentResourceOptions? options = null)
        : base("vignette:infra:Monitoring", $"{name}-monitoring", options)
    {
        ArgumentNullException.ThrowIfNull(args);
        var child = new CustomResourceOptions { Parent = this };
        var part = new ComponentResourceOptions { Parent = this };
        var gallery = new GalleryMeasures(args.LoadBalancerArnSuffix, args.TargetGroupArnSuffix);
        IReadOnlyList<MetricAlarm> alarms =
        [
            .. new GalleryAlarms(name, gallery, args.AutoScalingGroupName is not null, args.TopicArn, part).All,
            .. args.Queues.SelectMany(queue => new QueueAlarms($"{name}-{queue.Task.ToLowerInvariant()}-queue", queue, args.TopicArn, part).All),
            .. args.Functions.SelectMany(function => new FunctionAlarms($"{name}-{function.Key.ToLowerInvariant()}-function", function.Key.ToLowerInvariant(), function.Value, args.TopicArn, part).All),
            .. new DatabaseAlarms(name, args.Database, args.TopicArn, part).All,
        ];
        _ = new DatabaseEvents(name, args.Database, args.TopicArn, part);
        _ = new CostBudget(name, args.Budget, args.CostTags, args.Email, part);

        var dashboard = new Dashboard($"{name}-dashboard", new DashboardArgs
        {
            // A dashboard's name is one of the account's, and a deployment for a pull request is in an environment that has another.
            DashboardName = $"{Deployment.Instance.ProjectName}-{Deployment.Instance.StackName}",
            DashboardBody = DashboardBody.Of([Widget.Alarms("Alarms", args.GalleryAlarms.Concat(alarms.Select(alarm => alarm.Arn))), .. Graphs(args, gallery)]),
        }, child);

        TopicArn = args.TopicArn;
        DashboardUrl = Output.Format($"https://{args.Region}.console.aws.amazon.com/cloudwatch/home?region={args.Region}#dashboards:name={dashboard.DashboardName}");
        RegisterOutputs(new Dictionary<string, object?> { ["dashboardUrl"] = DashboardUrl });
    }

    /// <summary>Where the dashboard is, for who is signed in to AWS.</summary>
    public Output<string> DashboardUrl { get; }

    /// <summary>The topic that alarms are sent to.</summary>
    public Output<string> TopicArn { get; }

    /// <summary>From what people see to what is behind it.</summary>
    private static IEnumerable<Widget> Graphs(MonitoringArgs args, GalleryMeasures gallery)
    {
        Widget Graph(string title, params (string, Measure)[] lines) => Widget.Graph(title, args.Region, lines);
        Widget Each<T>(string title, IEnumerable<T> things, Func<T, (string, Measure)> line) => Graph(title, [.. things.Select(line)]);

        yield return Graph("Gallery: requests a minute", ("requests", gallery.Requests), ("failed", gallery.Errors), ("unanswered", gallery.Unanswered));
        yield return Graph("Gallery: seconds until an answer", ("median", gallery.Latency("p50")), ("p95", gallery.Latency("p95")), ("p99", gallery.Latency("p99")));
        yield return args.AutoScalingGroupName is { } hosts
            ? Graph("Gallery: hosts", ("wanted", OfHosts("GroupDesiredCapacity", hosts)), ("healthy", gallery.HealthyHosts), ("unhealthy", gallery.UnhealthyHosts))
            : Graph("Gallery: executions at once", ("gallery", FunctionAlarms.Of("ConcurrentExecutions", "Maximum", args.Functions["Gallery"])));

        yield return Each("Images that wait", args.Queues, queue => (queue.Task, QueueAlarms.Visible(queue.Name)));
        yield return Each("Seconds that the oldest has waited", args.Queues, queue => (queue.Task, QueueAlarms.Oldest(queue.Name)));
        yield return Each("Images that were given up", args.Queues, queue => (queue.Task, QueueAlarms.Visible(queue.DeadLetterName)));

        yield return Each("Functions: invocations", args.Functions, function => (function.Key, FunctionAlarms.Of("Invocations", "Sum", function.Value)));
        yield return Each("Functions: errors", args.Functions, function => (function.Key, FunctionAlarms.Of("Errors", "Sum", function.Value)));
        yield return Each("Functions: milliseconds (p95)", args.Functions, function => (function.Key, FunctionAlarms.Of("Duration", "p95", function.Value)));

        yield return Graph("Database: processor, percent", ("processor", args.Database.Measure("CPUUtilization")));
        yield return Graph("Database: connections", ("connections", args.Database.Measure("DatabaseConnections", "Maximum")));
        yield return Graph("Database: bytes free", ("disk", args.Database.Measure("FreeStorageSpace")), ("memory", args.Database.Measure("FreeableMemory")));

        if (args.FirewallMetricName is { } firewall)
        {
            yield return Graph("Firewall: requests a minute", ("refused", OfFirewall("BlockedRequests", firewall, args.Region)), ("let through", OfFirewall("AllowedRequests", firewall, args.Region)));
        }

        yield return Widget.Log(
            "Gallery: what went wrong last",
            args.Region,
            args.GalleryLogGroupName,
            // A host's line is JSON; Lambda wraps it in its own.
            @"fields @timestamp, @message, @logStream | filter @message like /LogLevel\W+(Error|Critical)/ | sort @timestamp desc | limit 20");
    }

    private static Measure OfHosts(string metric, Output<string> group) =>
        new("AWS/AutoScaling", metric, "Average", new Dictionary<string, Output<string>> { ["AutoScalingGroupName"] = group });

    private static Measure OfFirewall(string metric, Output<string> firewall, string region) =>
        new("AWS/WAFV2", metric, "Sum", new Dictionary<string, Output<string>> { ["WebACL"] = firewall, ["Region"] = Output.Create(region), ["Rule"] = Output.Create("ALL") });
}

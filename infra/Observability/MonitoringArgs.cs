using Pulumi;
using Vignette.Infra.Configuration;
using Vignette.Infra.Databases;
using Vignette.Infra.Functions;
using Vignette.Infra.Web;

namespace Vignette.Infra.Observability;

public sealed record MonitoringArgs
{
    public required string Region { get; init; }

    /// <summary>The topic that alarms are sent to.</summary>
    public required Output<string> TopicArn { get; init; }

    public required IReadOnlyList<TaskQueue> Queues { get; init; }

    /// <summary>The functions' names in the account and region, by what people call them.</summary>
    public required IReadOnlyDictionary<string, Output<string>> Functions { get; init; }

    public required DatabaseWatch Database { get; init; }

    /// <summary>What metrics name the load balancer by.</summary>
    public required Output<string> LoadBalancerArnSuffix { get; init; }

    /// <summary>What metrics name the gallery's targets by.</summary>
    public required Output<string> TargetGroupArnSuffix { get; init; }

    /// <summary>Of the gallery's hosts; null where it is a function.</summary>
    public required Output<string>? AutoScalingGroupName { get; init; }

    /// <summary>The gallery's log.</summary>
    public required Output<string> GalleryLogGroupName { get; init; }

    /// <summary>What metrics name the firewall by; null where there is none.</summary>
    public required Output<string>? FirewallMetricName { get; init; }

    /// <summary>The alarms that the gallery has already, by their ARNs.</summary>
    public required IReadOnlyList<Output<string>> GalleryAlarms { get; init; }

    /// <summary>US dollars a month.</summary>
    public required int Budget { get; init; }

    /// <summary>By which costs are the deployment's.</summary>
    public required IReadOnlyDictionary<string, string> CostTags { get; init; }

    /// <summary>Who is told of costs: by mail of their own, which needs no subscription.</summary>
    public required string Email { get; init; }

    public static MonitoringArgs From(Settings settings, Database database, Processing processing, WebTier web, Output<string> topicArn)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(processing);
        ArgumentNullException.ThrowIfNull(web);
        var functions = processing.FunctionNames.ToDictionary();
        if (web.FunctionName is { } gallery)
        {
            functions.Add("Gallery", gallery);
        }

        return new MonitoringArgs
        {
            Region = settings.Region,
            TopicArn = topicArn,
            Queues = processing.Queues,
            Functions = functions,
            Database = new DatabaseWatch
            {
                Identifier = database.Identifier,
                ParameterGroupName = database.ParameterGroupName,
                StorageGiB = settings.Database.Storage,
                MemoryBytes = DatabaseClasses.Memory(settings.Database.Class),
                MostConnections = ConnectionBudget.Of(settings).Server,
            },
            LoadBalancerArnSuffix = web.LoadBalancerArnSuffix,
            TargetGroupArnSuffix = web.TargetGroupArnSuffix,
            AutoScalingGroupName = web.AutoScalingGroupName,
            GalleryLogGroupName = web.LogGroupName,
            FirewallMetricName = web.FirewallMetricName,
            GalleryAlarms = web.AlarmArns,
            Budget = settings.Budget,
            CostTags = PlatformTags.ForCosts(settings.Environment),
            Email = settings.AlarmEmail,
        };
    }
}

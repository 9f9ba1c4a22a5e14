using Pulumi;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.WafV2;
using Pulumi.Aws.WafV2.Inputs;

namespace Vignette.Infra.Web;

/// <summary>The web application firewall before the load balancer, and the record of what it refused.</summary>
public sealed class Firewall : ComponentResource
{
    public Firewall(string name, FirewallArgs args, ComponentResourceOptions? options = null)
        : base("vignette:infra:Firewall", $"{name}-waf", options)
    {
        ArgumentNullException.ThrowIfNull(args);
        var child = new CustomResourceOptions { Parent = this };
        var rules = new WebAcl($"{name}-firewall", new WebAclArgs
        {
            Scope = "REGIONAL",
            Description = "What the gallery is not asked.",
            DefaultAction = new WebAclDefaultActionArgs { Allow = new WebAclDefaultActionAllowArgs() },
            Rules = [.. FirewallRules.All],
            VisibilityConfig = new WebAclVisibilityConfigArgs { CloudwatchMetricsEnabled = true, SampledRequestsEnabled = true, MetricName = $"{name}-firewall" },
        }, child);
        _ = new WebAclAssociation($"{name}-firewall-association", new WebAclAssociationArgs { WebAclArn = rules.Arn, ResourceArn = args.LoadBalancerArn }, child);

        // AWS lets the firewall write only where the name begins so.
        var logs = new LogGroup($"{name}-firewall-logs", new LogGroupArgs { NamePrefix = $"aws-waf-logs-{name}-", RetentionInDays = args.LogRetentionDays }, child);
        _ = new WebAclLoggingConfiguration($"{name}-firewall-logging", new WebAclLoggingConfigurationArgs
        {
            ResourceArn = rules.Arn,
            LogDestinationConfigs = { logs.Arn },
            // What was let through is in the load balancer's logs.
            LoggingFilter = new WebAclLoggingConfigurationLoggingFilterArgs
            {
                DefaultBehavior = "DROP",
                Filters =
                {
                    new WebAclLoggingConfigurationLoggingFilterFilterArgs
                    {
                        Behavior = "KEEP",
                        Requirement = "MEETS_ANY",
                        Conditions = { OfAction("BLOCK"), OfAction("COUNT") },
                    },
                },
            },
            RedactedFields = { Header("authorization"), Header("cookie") },
        }, child);

        MetricName = rules.VisibilityConfig.Apply(visibility => visibility.MetricName);
        RegisterOutputs(new Dictionary<string, object?> { ["metricName"] = MetricName });
    }

    /// <summary>What metrics name it by.</summary>
    public Output<string> MetricName { get; }

    private static WebAclLoggingConfigurationLoggingFilterFilterConditionArgs OfAction(string action) => new()
    {
        ActionCondition = new WebAclLoggingConfigurationLoggingFilterFilterConditionActionConditionArgs { Action = action },
    };

    private static WebAclLoggingConfigurationRedactedFieldArgs Header(string name) => new()
    {
        SingleHeader = new WebAclLoggingConfigurationRedactedFieldSingleHeaderArgs { Name = name },
    };
}

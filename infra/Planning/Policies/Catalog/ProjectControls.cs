using System.Text.RegularExpressions;

namespace Vignette.Planning.Policies.Catalog;

/// <summary>What this project asks besides: secrets, logs, tags, and who may talk to whom.</summary>
internal static partial class ProjectControls
{
    private const string Secrets = "https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/sec_identities_secrets.html";
    private const string Tagging = "https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html";
    private const string SecurityGroups = "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html";

    private static readonly string[] Tags = ["application", "environment", "managed-by"];
    private static readonly string[] TaggedByTemplate = ["instance", "volume", "network-interface"];
    private static readonly int[] WebPorts = [80, 443];

    public static IReadOnlyList<Control> All { get; } =
    [
        ControlHeading.Own("Secrets", Severity.Critical, "No secret is in plain text", Secrets)
            .Find(plan => plan.Resources.Append(Outputs(plan)), (_, resource) => SecretText.In(resource)),
        ControlHeading.Own("LogRetention", Severity.Medium, "Logs are kept for a time that somebody chose", "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-16")
            .Each(AwsTypes.LogGroup, group => group.Number("retentionInDays") > 0, "keeps logs for ever: set retentionInDays."),
        ControlHeading.Own("FunctionLogs", Severity.Medium, "Functions log to a group of the stack", "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-loggroups.html")
            .Each(AwsTypes.Function, (plan, function) => plan.Resolve(function["loggingConfig.logGroup"]) is { Type: AwsTypes.LogGroup }, "has Lambda make a log group that keeps everything for ever: set loggingConfig.logGroup to one of the stack."),
        ControlHeading.Own("DatabaseLogs", Severity.Medium, "Databases log to groups of the stack", "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Procedural.UploadtoCloudWatch.html")
            .Find(AwsTypes.DatabaseInstance, (plan, db) => db.List("enabledCloudwatchLogsExports").Select(log => $"/aws/rds/instance/{db.Text("identifier")}/{log.GetString()}")
                .Where(name => !plan.OfType(AwsTypes.LogGroup).Any(group => group.Text("name") == name))
                .Select(name => $"has RDS make a log group that keeps everything for ever: declare {name}.")),
        ControlHeading.Own("HostLogs", Severity.Medium, "Hosts log to a group of the stack", "https://docs.docker.com/engine/logging/drivers/awslogs/")
            .Each(AwsTypes.LaunchTemplate, LogsToStack, "has hosts whose log ends with them: give their containers the option awslogs-group, with a group of the stack."),
        ControlHeading.Own("DefaultTags", Severity.Low, "Whatever the provider makes is tagged", Tagging)
            .Find(AwsTypes.Provider, (_, provider) => Tags.Where(tag => provider.Text($"defaultTags.tags.{tag}") is null).Select(tag => $"leaves resources without the tag {tag}: add it to defaultTags.")),
        ControlHeading.Own("HostTags", Severity.Low, "Whatever a launch template makes is tagged", Tagging)
            .Find(AwsTypes.LaunchTemplate, (plan, template) =>
                from kind in TaggedByTemplate
                from tag in Tags
                where !template.List("tagSpecifications").Any(specification => specification.GetProperty("resourceType").GetString() == kind && specification.GetProperty("tags").TryGetProperty(tag, out var _))
                select $"makes a {kind} without the tag {tag}, since the provider's tags end with the template: add it to tagSpecifications."),
        ControlHeading.SecurityHub("AutoScaling.10", Severity.Low, "Auto Scaling groups are tagged")
            .Find(AwsTypes.AutoScalingGroup, (_, group) => Tags.Except(group.List("tags").Select(tag => tag.GetProperty("key").GetString()))
                .Select(tag => $"has no tag {tag}, since the provider's tags are not for groups: add it to tags.")),
        ControlHeading.Own("Ingress", Severity.High, "Inside the network security groups name each other; the load balancer alone is open, at 80 and 443", SecurityGroups)
            .Find(AwsTypes.SecurityGroup, (plan, group) => SecurityGroupRule.Into(plan, group).Where(rule => rule.Addresses is not null && !(rule.IsFromAnywhere && WebPorts.Any(rule.Ports.IsOnly) && IsLoadBalancers(plan, group)))
                .Select(rule => $"lets {rule.Addresses} in at {rule.Ports} by {rule.Name}: name the security group that may come in.")),
        ControlHeading.Own("Egress", Severity.Medium, "What leaves for the internet leaves by TLS", SecurityGroups)
            .Find(AwsTypes.SecurityGroup, (plan, group) => SecurityGroupRule.OutOf(plan, group).Where(rule => rule.Addresses is not null && !(rule.IsFromAnywhere && rule.Ports.IsOnly(443)))
                .Select(rule => $"lets out to {rule.Addresses} at {rule.Ports} by {rule.Name}: name the security group, or port 443.")),
    ];

    /// <summary>What the stack gives out, as if it were a resource.</summary>
    private static PlannedResource Outputs(Plan plan) =>
        new("pulumi:pulumi:Stack", plan.Stack, null, System.Text.Json.JsonSerializer.SerializeToElement(plan.Outputs));

    private static bool LogsToStack(Plan plan, PlannedResource template) =>
        template.UserData() is { } script && LogGroupOption().Match(script) is { Success: true } option
        && Reference.TryParse(option.Groups["group"].Value, out var reference) && plan.Find(reference.Name)?.Type == AwsTypes.LogGroup;

    /// <summary>Whether a group is for load balancers and nothing else.</summary>
    private static bool IsLoadBalancers(Plan plan, PlannedResource group) =>
        plan.ReferringTo(group).All(user => user.Type is AwsTypes.LoadBalancer or AwsTypes.IngressRule or AwsTypes.EgressRule);

    [GeneratedRegex(@"awslogs-group=(?<group>\S+)", RegexOptions.ExplicitCapture)]
    private static partial Regex LogGroupOption();
}

using Vignette.Planning.Policies.Documents;

namespace Vignette.Planning.Policies.Catalog;

/// <summary>
/// Hosts: EC2 instances, which a group makes from a launch template. What AWS checks of instances, of their volumes and of
/// launch configurations is looked for in the template: what it has is what they have.
/// </summary>
internal static class HostControls
{
    private static readonly string[] ManagedActions = ["ssm:UpdateInstanceInformation", "ssmmessages:CreateControlChannel", "ssmmessages:OpenControlChannel"];

    public static IReadOnlyList<Control> All { get; } =
    [
        ControlHeading.Foundational("EC2.3", Severity.Medium, "Volumes of instances are encrypted at rest")
            .Each(AwsTypes.AutoScalingGroup, OfTemplate(template => Volumes(template).Any() && Volumes(template).All(IsEncrypted)), "has hosts whose volumes are as the system's image has them: set encrypted of each of the template's blockDeviceMappings."),
        ControlHeading.Foundational("EC2.8", Severity.High, "Instances take IMDSv2 alone")
            .Each(AwsTypes.AutoScalingGroup, OfTemplate(RequiresTokens), "has hosts that give their role to whoever asks once: set metadataOptions.httpTokens of its template to required."),
        ControlHeading.Foundational("EC2.9", Severity.High, "Instances have no public address")
            .Each(
                AwsTypes.AutoScalingGroup,
                (plan, group) => plan.Template(group) is { } template && IsPrivate(template) && !plan.Each(group, "vpcZoneIdentifiers").Any(subnet => subnet.Flag("mapPublicIpOnLaunch") == true),
                "has hosts with public addresses: set associatePublicIpAddress of its template's networkInterfaces to false."),
        ControlHeading.Foundational("EC2.17", Severity.Low, "Instances have one network interface")
            .Each(AwsTypes.LaunchTemplate, template => template.List("networkInterfaces").Count <= 1, "makes hosts that belong to several networks at once: leave one of networkInterfaces."),
        ControlHeading.Foundational("EC2.25", Severity.High, "Launch templates give no public addresses")
            .Each(AwsTypes.LaunchTemplate, IsPrivate, "gives hosts public addresses: set associatePublicIpAddress of its networkInterfaces to false."),
        ControlHeading.Foundational("EC2.170", Severity.Low, "Launch templates ask for IMDSv2")
            .Each(AwsTypes.LaunchTemplate, RequiresTokens, "lets hosts give their role to whoever asks once: set metadataOptions.httpTokens to required."),
        ControlHeading.Foundational("EC2.181", Severity.Medium, "Launch templates encrypt volumes")
            .Each(AwsTypes.LaunchTemplate, template => Volumes(template).All(IsEncrypted), "has volumes that are not encrypted: set encrypted of each of blockDeviceMappings."),
        ControlHeading.Foundational("AutoScaling.1", Severity.Low, "Groups behind a load balancer take its word on which hosts are healthy")
            .Each(BehindLoadBalancer, (_, group) => group.Text("healthCheckType") == "ELB", "keeps hosts that do not answer: set healthCheckType to ELB."),
        ControlHeading.Foundational("AutoScaling.2", Severity.Medium, "Groups are in several availability zones")
            .Each(AwsTypes.AutoScalingGroup, InSeveralZones, "is in one zone alone: give vpcZoneIdentifiers subnets of several."),
        ControlHeading.Foundational("AutoScaling.3", Severity.High, "Groups make hosts that take IMDSv2 alone")
            .Each(AwsTypes.AutoScalingGroup, OfTemplate(RequiresTokens), "makes hosts that give their role to whoever asks once: set metadataOptions.httpTokens of its template to required."),
        ControlHeading.Foundational("AutoScaling.5", Severity.High, "Groups make hosts without public addresses")
            .Each(AwsTypes.AutoScalingGroup, OfTemplate(IsPrivate), "makes hosts with public addresses: set associatePublicIpAddress of its template's networkInterfaces to false."),
        ControlHeading.Foundational("AutoScaling.6", Severity.Medium, "Groups have several instance types in several availability zones")
            .Each(AwsTypes.AutoScalingGroup, (plan, group) => InstanceTypes(group) > 1 && InSeveralZones(plan, group), "has no other type of host to turn to: name several in mixedInstancesPolicy.launchTemplate.overrides."),
        ControlHeading.Foundational("AutoScaling.9", Severity.Medium, "Groups have launch templates")
            .Each(AwsTypes.AutoScalingGroup, (plan, group) => plan.Template(group) is not null, "is made from no launch template: name one in launchTemplate or mixedInstancesPolicy."),
        ControlHeading.Foundational("SSM.1", Severity.Medium, "Instances are managed by Systems Manager")
            .Find(AwsTypes.AutoScalingGroup, (plan, group) => ManagedActions.Where(action => !Rights(plan, group).Any(right => right.Allows && right.Names(action)))
                .Select(action => $"has hosts that nobody can open a session on: allow {action} to the role of its template's iamInstanceProfile.")),
        ControlHeading.Own(
                "HopLimit", Severity.High, "No container that has a network of its own reaches a host's metadata", "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html")
            .Each(AwsTypes.LaunchTemplate, template => template.Number("metadataOptions.httpPutResponseHopLimit") == 1, "lets hosts' metadata answer from further away: set metadataOptions.httpPutResponseHopLimit to 1."),
    ];

    private static IEnumerable<PlannedResource> BehindLoadBalancer(Plan plan) => plan.OfType(AwsTypes.AutoScalingGroup).Where(group => group.List("targetGroupArns").Count > 0);

    private static Func<Plan, PlannedResource, bool> OfTemplate(Func<PlannedResource, bool> holds) => (plan, group) => plan.Template(group) is { } template && holds(template);

    private static bool RequiresTokens(PlannedResource template) => template.Text("metadataOptions.httpTokens") == "required";

    // In a template true and false are words: that there is neither is a third, the subnet's word.
    private static bool IsPrivate(PlannedResource template) => template.List("networkInterfaces") is { Count: > 0 } interfaces
        && interfaces.Select((_, index) => template.Text($"networkInterfaces.{index}.associatePublicIpAddress")).All(word => word == "false");

    private static IEnumerable<string?> Volumes(PlannedResource template) => template.List("blockDeviceMappings")
        .Select((_, index) => $"blockDeviceMappings.{index}.ebs").Where(ebs => template[ebs] is not null).Select(ebs => template.Text($"{ebs}.encrypted"));

    private static bool IsEncrypted(string? word) => word == "true";

    private static bool InSeveralZones(Plan plan, PlannedResource group) => plan.Zones(group, "vpcZoneIdentifiers") > 1;

    private static int InstanceTypes(PlannedResource group)
    {
        const string Overrides = "mixedInstancesPolicy.launchTemplate.overrides";
        return group.List(Overrides).Select((_, index) => group.Text($"{Overrides}.{index}.instanceType")).Distinct().Count();
    }

    private static IEnumerable<PolicyStatement> Rights(Plan plan, PlannedResource group) =>
        plan.Template(group) is { } template && plan.Resolve(template["iamInstanceProfile.arn"] ?? template["iamInstanceProfile.name"]) is { } profile && plan.Resolve(profile["role"]) is { } role
            ? plan.Of(role, AwsTypes.RolePolicy, "role").SelectMany(policy => policy.Statements())
            : [];
}

using System.Text;
using Vignette.Planning.Tests.Rig;

namespace Vignette.Planning.Tests.Policies;

/// <summary>What breaks the controls of the load balancer, the hosts behind it, and what watches them.</summary>
internal static class WebBreaches
{
    private const string Balancer = "vignette-web-balancer";
    private const string Targets = "vignette-web-targets";
    private const string Certificate = "vignette-web-certificate";
    private const string Firewall = "vignette-web-firewall";
    private const string Hosts = "vignette-web-hosts";
    private const string Template = "vignette-web-host-template";
    private const string Alarm = "vignette-web-errors-alarm";
    private const string Topic = "vignette-notifications-topic";

    public static IReadOnlyList<Breach> All { get; } =
    [
        new("ACM.1", Certificate, plan => plan.With(Certificate, "validationMethod", "EMAIL")),
        new("ACM.2", Certificate, plan => plan.With(Certificate, "keyAlgorithm", "RSA_1024")),
        new("ELB.1", Balancer, plan => plan.With("vignette-web-http", "defaultActions.0", new { type = "forward", targetGroupArn = $"${{{Targets}.arn}}" })) { Also = ["Vignette.SignIn"] },
        new("ELB.4", Balancer, plan => plan.With(Balancer, "dropInvalidHeaderFields", false)),
        new("ELB.5", Balancer, plan => plan.With(Balancer, "accessLogs.enabled", false)),
        new("ELB.6", Balancer, plan => plan.With(Balancer, "enableDeletionProtection", false)),
        new("ELB.12", Balancer, plan => plan.With(Balancer, "desyncMitigationMode", "monitor")),
        new("ELB.13", Balancer, plan => plan.With(Balancer, "subnets", new[] { "${vignette-public-0.id}" })),
        new("ELB.16", Balancer, plan => plan.Without($"{Firewall}-association")),
        new("ELB.17", "vignette-web-https", plan => plan.With("vignette-web-https", "sslPolicy", "ELBSecurityPolicy-2016-08")),
        new("ELB.17", "vignette-web-https", plan => plan.Without("vignette-web-https", "sslPolicy")),
        new("ELB.18", "vignette-web-https", plan => plan.With("vignette-web-https", "protocol", "HTTP")) { Also = ["ELB.1"] },
        new("ELB.21", Targets, plan => plan.Without(Targets, "healthCheck.protocol")) { Mend = plan => plan.With(Targets, "healthCheck.protocol", "HTTPS") },
        new("ELB.22", Targets, plan => plan.With(Targets, "protocol", "HTTP")) { Mend = plan => plan.With(Targets, "protocol", "HTTPS") },
        new("WAF.10", Firewall, plan => plan.With(Firewall, "rules", Array.Empty<object>())),
        new("WAF.11", Firewall, plan => plan.Without($"{Firewall}-logging")),
        new("WAF.12", Firewall, plan => plan.With(Firewall, "rules.1.visibilityConfig.cloudwatchMetricsEnabled", false)),

        new("EC2.3", Hosts, plan => plan.Without(Template, "blockDeviceMappings")),
        new("EC2.8", Hosts, plan => plan.With(Template, "metadataOptions.httpTokens", "optional")) { Also = ["AutoScaling.3", "EC2.170"] },
        new("EC2.9", Hosts, plan => plan.With(Hosts, "vpcZoneIdentifiers.0", "${vignette-public-0.id}").With("vignette-public-0", "mapPublicIpOnLaunch", true)) { Also = ["EC2.15"] },
        new("EC2.17", Template, plan => plan.With(Template, "networkInterfaces.1", new { associatePublicIpAddress = "false" })),
        new("EC2.25", Template, plan => plan.With(Template, "networkInterfaces.0.associatePublicIpAddress", "true")) { Also = ["AutoScaling.5", "EC2.9"] },
        new("EC2.170", Template, plan => plan.Without(Template, "metadataOptions.httpTokens")) { Also = ["AutoScaling.3", "EC2.8"] },
        new("EC2.181", Template, plan => plan.With(Template, "blockDeviceMappings.0.ebs.encrypted", "false")) { Also = ["EC2.3"] },
        new("AutoScaling.1", Hosts, plan => plan.With(Hosts, "healthCheckType", "EC2")),
        new("AutoScaling.2", Hosts, plan => plan.With(Hosts, "vpcZoneIdentifiers", new[] { "${vignette-private-0.id}" })) { Also = ["AutoScaling.6"] },
        new("AutoScaling.3", Hosts, plan => plan.Without(Template, "metadataOptions.httpTokens")) { Also = ["EC2.8", "EC2.170"] },
        new("AutoScaling.5", Hosts, plan => plan.Without(Template, "networkInterfaces.0.associatePublicIpAddress")) { Also = ["EC2.9", "EC2.25"] },
        new("AutoScaling.6", Hosts, plan => plan.Without(Hosts, "mixedInstancesPolicy.launchTemplate.overrides.1")),
        new("AutoScaling.9", Hosts, plan => plan.With(Hosts, "mixedInstancesPolicy.launchTemplate.launchTemplateSpecification", new { launchTemplateName = "by-hand" }))
        {
            Also = ["AutoScaling.3", "AutoScaling.5", "EC2.3", "EC2.8", "EC2.9", "SSM.1"],
        },
        new("AutoScaling.10", Hosts, plan => plan.Without(Hosts, "tags")),
        new("SSM.1", Hosts, plan => plan.Replace("vignette-web-host-permissions", "policy", "ssm:UpdateInstanceInformation", "ssm:DescribeParameters")),
        new("Vignette.HopLimit", Template, plan => plan.With(Template, "metadataOptions.httpPutResponseHopLimit", 2)),
        new("Vignette.HostTags", Template, plan => plan.Without(Template, "tagSpecifications.1")),
        new("Vignette.HostLogs", Template, plan => Script(plan, script => script.Replace("awslogs-group=", "awslogs-group=other", StringComparison.Ordinal))),
        new("Vignette.HostLogs", Template, plan => plan.Without(Template, "userData")),
        new("Vignette.Secrets", Template, plan => Script(plan, script => script + "\nDB_PASSWORD=hunter2\n")),

        new("CloudWatch.15", Alarm, plan => plan.Without(Alarm, "alarmActions")),
        new("CloudWatch.17", Alarm, plan => plan.With(Alarm, "actionsEnabled", false)),
        new("SNS.1", Topic, plan => plan.Without(Topic, "kmsMasterKeyId")),
        new("SNS.4", Topic, plan => plan.Allow("vignette-notifications-policy", "policy", """{ "Effect": "Allow", "Principal": { "AWS": "*" }, "Action": "sns:Publish", "Resource": "*" }""")),
        new("Vignette.TopicTls", Topic, plan => plan.Replace("vignette-notifications-policy", "policy", "Deny", "Allow")),
    ];

    private static Plan Script(Plan plan, Func<string, string> change)
    {
        var script = Encoding.UTF8.GetString(Convert.FromBase64String(plan[Template].Text("userData")!));
        return plan.With(Template, "userData", Convert.ToBase64String(Encoding.UTF8.GetBytes(change(script))));
    }
}

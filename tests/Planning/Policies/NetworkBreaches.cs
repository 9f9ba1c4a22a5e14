using Vignette.Planning.Tests.Rig;

namespace Vignette.Planning.Tests.Policies;

/// <summary>What breaks the controls of the network.</summary>
internal static class NetworkBreaches
{
    private const string Vpc = "vignette-vpc";
    private const string Balancer = "vignette-load-balancer-security-group";
    private const string Web = "vignette-web-security-group";
    private const string Database = "vignette-database-security-group";
    private const string Acl = "vignette-default-network-acl";

    public static IReadOnlyList<Breach> All { get; } =
    [
        new("EC2.2", Vpc, plan => plan.With("vignette-default-security-group", "egress.0", new { protocol = "-1", fromPort = 0, toPort = 0, cidrBlocks = new[] { "0.0.0.0/0" } })),
        new("EC2.2", Vpc, plan => plan.Without("vignette-default-security-group")),
        new("EC2.6", Vpc, plan => plan.With("vignette-flow-log", "trafficType", "ACCEPT")),
        new("EC2.6", Vpc, plan => plan.Without("vignette-flow-log")),
        Endpoint("EC2.10", "ec2"),
        Endpoint("EC2.55", "ecr.api"),
        Endpoint("EC2.56", "ecr.dkr"),
        Endpoint("EC2.57", "ssm"),
        Endpoint("EC2.58", "ssm-contacts"),
        Endpoint("EC2.60", "ssm-incidents"),
        new("EC2.13", Web, plan => Open(plan, Web, "tcp", 22, 22)) { Also = ["EC2.18", "EC2.19", "Vignette.Ingress"] },
        new("EC2.13", Balancer, plan => Open(plan, Balancer, "-1", null, null)) { Also = ["EC2.14", "EC2.18", "EC2.19", "Vignette.Ingress"] },
        new("EC2.14", Web, plan => Open(plan, Web, "tcp", 3000, 4000)) { Also = ["EC2.18", "EC2.19", "Vignette.Ingress"] },
        new("EC2.15", "vignette-public-0", plan => plan.With("vignette-public-0", "mapPublicIpOnLaunch", true)),
        new("EC2.16", "acl", plan => plan.Add("aws:ec2/networkAcl:NetworkAcl", "acl", $$"""{ "vpcId": "${{{Vpc}}.id}" }""")),
        new("EC2.18", Balancer, plan => plan.With("vignette-load-balancer-from-internet-443", "toPort", 444)) { Also = ["Vignette.Ingress"] },
        new("EC2.19", Balancer, plan => plan.With("vignette-load-balancer-from-internet-443", "fromPort", 8080).With("vignette-load-balancer-from-internet-443", "toPort", 8080)) { Also = ["EC2.18", "Vignette.Ingress"] },
        new("EC2.19", Web, plan => plan.With(Web, "ingress.0", new { protocol = "tcp", fromPort = 25, toPort = 25, ipv6CidrBlocks = new[] { "::/0" } })) { Also = ["EC2.18", "Vignette.Ingress"] },
        new("EC2.21", Acl, plan => plan.With(Acl, "ingress.1.action", "allow")),
        new("EC2.21", Acl, plan => plan.With(Acl, "ingress.3.ruleNo", 85)),
        new("Vignette.Ingress", Database, plan => plan.With("vignette-database-from-web", "cidrIpv4", "10.20.0.0/16")),
        new("Vignette.Ingress", Web, plan => Open(plan, Web, "tcp", 443, 443)),
        new("Vignette.Egress", Web, plan => plan.With("vignette-web-to-internet", "fromPort", 80)),
        new("Vignette.Egress", Web, plan => plan.With("vignette-web-to-internet", "cidrIpv4", "10.20.0.0/16")),
    ];

    private static Breach Endpoint(string control, string service) => new(control, Vpc, plan => plan.With("endpoint", "vpcEndpointType", "Gateway"))
    {
        Mend = plan => plan.Add(
            "aws:ec2/vpcEndpoint:VpcEndpoint", "endpoint", $$"""{ "vpcId": "${{{Vpc}}.id}", "vpcEndpointType": "Interface", "serviceName": "com.amazonaws.eu-central-1.{{service}}" }"""),
    };

    private static Plan Open(Plan plan, string group, string protocol, int? from, int? to) => plan
        .Add("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "open", $$"""{ "securityGroupId": "${{{group}}.id}", "cidrIpv4": "0.0.0.0/0", "ipProtocol": "{{protocol}}" }""")
        .With("open", "fromPort", from ?? -1).With("open", "toPort", to ?? -1);
}

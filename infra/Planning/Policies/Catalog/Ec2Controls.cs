using System.Text.Json;

namespace Vignette.Planning.Policies.Catalog;

/// <summary>Networks: who can come in, and what is on record of it.</summary>
internal static class Ec2Controls
{
    private static readonly int[] AuthorizedPorts = [80, 443];

    /// <summary>Those of EC2.19.</summary>
    private static readonly int[] HighRiskPorts = [20, 21, 22, 23, 25, 110, 135, 143, 445, 1433, 1434, 3000, 3306, 3389, 4333, 5000, 5432, 5500, 5601, 8080, 8088, 8888, 9200, 9300];

    private static readonly string[] WatchedTraffic = ["ALL", "REJECT"];

    public static IReadOnlyList<Control> All { get; } =
    [
        ControlHeading.Foundational("EC2.2", Severity.High, "A network's default security group lets nothing through")
            .Each(
                AwsTypes.Vpc,
                (plan, vpc) => plan.Of(vpc, AwsTypes.DefaultSecurityGroup, "vpcId").Any(group => group.List("ingress").Count + group.List("egress").Count == 0),
                "has a default security group that lets through whatever is in it: declare it, without ingress and egress."),
        ControlHeading.Foundational("EC2.6", Severity.Medium, "Networks have flow logs")
            .Each(
                AwsTypes.Vpc,
                (plan, vpc) => plan.Of(vpc, AwsTypes.FlowLog, "vpcId").Any(log => WatchedTraffic.Contains(log.Text("trafficType")) && log["logDestination"] is not null),
                "has no record of who was refused: add a flow log of the trafficType ALL or REJECT."),
        Endpoint("EC2.10", "ec2", "Amazon EC2"),
        ControlHeading.SecurityHub("EC2.13", Severity.High, "Nobody reaches port 22 from the internet")
            .Find(SecurityGroups, (plan, group) => Open(plan, group, range => range.Has(22))),
        ControlHeading.SecurityHub("EC2.14", Severity.High, "Nobody reaches port 3389 from the internet")
            .Find(SecurityGroups, (plan, group) => Open(plan, group, range => range.Has(3389))),
        ControlHeading.Foundational("EC2.15", Severity.Medium, "Subnets give no public addresses by themselves")
            .Each(AwsTypes.Subnet, subnet => subnet.Flag("mapPublicIpOnLaunch") != true, "gives a public address to whatever starts in it: set mapPublicIpOnLaunch to false."),
        ControlHeading.Foundational("EC2.16", Severity.Low, "No network ACL is unused")
            .Each(AwsTypes.NetworkAcl, acl => acl.List("subnetIds").Count > 0, "is used by no subnet: remove it, or set subnetIds."),
        ControlHeading.Foundational("EC2.18", Severity.High, "Of all ports 80 and 443 alone are open to the internet")
            .Find(SecurityGroups, (plan, group) => Open(plan, group, range => !AuthorizedPorts.Any(range.IsOnly))),
        ControlHeading.Foundational("EC2.19", Severity.Critical, "No port of high risk is open to the internet")
            .Find(SecurityGroups, (plan, group) => Open(plan, group, range => HighRiskPorts.Any(range.Has))),
        ControlHeading.Foundational("EC2.21", Severity.Medium, "Network ACLs keep remote shells and desktops away from the internet")
            .Find(Acls, (_, acl) => ((int[])[22, 3389]).Where(port => Admits(acl, port)).Select(port => $"admits the internet to port {port}: deny it in ingress before anything allows it.")),
        Endpoint("EC2.55", "ecr.api", "ECR's API"),
        Endpoint("EC2.56", "ecr.dkr", "the Docker registry"),
        Endpoint("EC2.57", "ssm", "Systems Manager"),
        Endpoint("EC2.58", "ssm-contacts", "Incident Manager's contacts"),
        Endpoint("EC2.60", "ssm-incidents", "Incident Manager"),
    ];

    /// <summary>A network that reaches a service of AWS without the internet.</summary>
    private static Control Endpoint(string id, string service, string name) => ControlHeading.Foundational(id, Severity.Medium, $"Networks have an interface endpoint for {name}").Each(
        AwsTypes.Vpc,
        (plan, vpc) => plan.Of(vpc, AwsTypes.VpcEndpoint, "vpcId")
            .Any(endpoint => endpoint.Text("vpcEndpointType") == "Interface" && endpoint.Text("serviceName")!.EndsWith($".{service}", StringComparison.Ordinal)),
        $"reaches {name} through the internet alone: add an interface endpoint of the service {service}.");

    private static IEnumerable<PlannedResource> SecurityGroups(Plan plan) => plan.OfType(AwsTypes.SecurityGroup);

    private static IEnumerable<PlannedResource> Acls(Plan plan) => plan.OfType(AwsTypes.NetworkAcl).Concat(plan.OfType(AwsTypes.DefaultNetworkAcl));

    private static IEnumerable<string> Open(Plan plan, PlannedResource group, Func<PortRange, bool> isWrong) =>
        SecurityGroupRule.Into(plan, group).Where(rule => rule.IsFromAnywhere && isWrong(rule.Ports))
            .Select(rule => $"lets the internet in at {rule.Ports} by {rule.Name}: name the security group that may come in.");

    /// <summary>The first rule, by number, that is about a port and the internet says what becomes of it.</summary>
    private static bool Admits(PlannedResource acl, int port) => acl.List("ingress")
        .Where(rule => PlanGraph.IsAnywhere(Text(rule, "cidrBlock")) || PlanGraph.IsAnywhere(Text(rule, "ipv6CidrBlock")))
        .Where(rule => Text(rule, "protocol") is "-1" || (Text(rule, "protocol") is "tcp" or "6" && rule.GetProperty("fromPort").GetInt32() <= port && port <= rule.GetProperty("toPort").GetInt32()))
        .OrderBy(rule => rule.GetProperty("ruleNo").GetInt32())
        .Select(rule => Text(rule, "action") == "allow")
        .FirstOrDefault();

    private static string? Text(JsonElement rule, string name) => rule.TryGetProperty(name, out var value) ? value.GetString() : null;
}

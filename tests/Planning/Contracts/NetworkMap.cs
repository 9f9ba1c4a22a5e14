using Vignette.Planning.Policies;

namespace Vignette.Planning.Tests.Contracts;

/// <summary>Who can reach whom in the network of a plan: what both the rules of the one who calls and of the one who is called let through.</summary>
internal sealed class NetworkMap
{
    public const string Internet = "the internet";

    private readonly Plan _plan;
    private readonly HashSet<(string From, string To, int Port)> _ins;
    private readonly HashSet<(string From, string To, int Port)> _outs;

    public NetworkMap(Plan plan)
    {
        _plan = plan;
        _ins = [.. Rules("Ingress").Select(rule => (rule.Other, rule.Own, rule.Port))];
        _outs = [.. Rules("Egress").Select(rule => (rule.Own, rule.Other, rule.Port))];
    }

    private IEnumerable<(string From, string To, int Port)> Ways => _ins.Where(way => way.From == Internet || _outs.Contains(way));

    /// <summary>Rules of one side alone, which let nothing through.</summary>
    public IEnumerable<string> HalfWays()
    {
        bool IsInside((string From, string To, int Port) way) => _plan.Find(way.From) is not null && _plan.Find(way.To) is not null;
        return _ins.Union(_outs).Where(IsInside).Where(way => !(_ins.Contains(way) && _outs.Contains(way))).Select(way => $"{way.From} to {way.To}:{way.Port}");
    }

    /// <summary>What can be reached from the internet: a security group and a port.</summary>
    public IEnumerable<(string Group, int Port)> Public() => Ways.Where(way => way.From == Internet).Select(way => (way.To, way.Port));

    /// <summary>The security groups from which a port of a security group can be reached.</summary>
    public IEnumerable<string> Reaching(string group, int port) => Ways.Where(way => way.To == group && way.Port == port).Select(way => way.From);

    /// <summary>All ports of a security group that something reaches.</summary>
    public IEnumerable<int> PortsOf(string group) => Ways.Where(way => way.To == group).Select(way => way.Port).Distinct();

    /// <summary>Whether a subnet's routes lead to the internet by a gateway of its own, so that what is in it can have a public address.</summary>
    public bool IsPublic(PlannedResource subnet) => _plan.IsPublic(subnet);

    /// <summary>Whether a subnet has no way out at all.</summary>
    public bool IsIsolated(PlannedResource subnet) => !Gateways(subnet).Any();

    private IEnumerable<PlannedResource> Gateways(PlannedResource subnet)
    {
        var tables = _plan.OfType("aws:ec2/routeTableAssociation:RouteTableAssociation")
            .Where(association => association.Refers("subnetId")?.Name == subnet.Name)
            .Select(association => association.Refers("routeTableId")!.Name)
            .ToHashSet();
        return _plan.OfType("aws:ec2/route:Route").Where(route => tables.Contains(route.Refers("routeTableId")!.Name));
    }

    private IEnumerable<(string Own, string Other, int Port)> Rules(string direction) =>
        from rule in _plan.OfType($"aws:vpc/securityGroup{direction}Rule:SecurityGroup{direction}Rule")
        let other = rule.Refers("referencedSecurityGroupId")?.Name ?? rule.Refers("prefixListId")?.ToString() ?? (rule.Text("cidrIpv4") == "0.0.0.0/0" ? Internet : rule.Text("cidrIpv4")!)
        from port in Enumerable.Range((int)rule.Number("fromPort")!.Value, (int)(rule.Number("toPort")!.Value - rule.Number("fromPort")!.Value) + 1)
        select (rule.Refers("securityGroupId")!.Name, other, port);
}

using System.Collections.Immutable;
using Pulumi;
using Pulumi.Aws.Ec2;

namespace Vignette.Infra.Networking;

/// <summary>The subnets of one tier, one in each zone, each with a route table of its own.</summary>
public sealed class Subnets : ComponentResource
{
    public Subnets(string name, SubnetsArgs args, ComponentResourceOptions? options = null)
        : base("vignette:infra:Subnets", $"{name}-subnets", options)
    {
        ArgumentNullException.ThrowIfNull(args);
        var child = new CustomResourceOptions { Parent = this };
        var (members, tables) = (new List<Subnet>(), new List<RouteTable>());
        foreach (var (number, zone) in args.Zones.Index())
        {
            var subnet = new Subnet($"{name}-{number}", new SubnetArgs
            {
                VpcId = args.VpcId,
                AvailabilityZone = zone,
                CidrBlock = SubnetPlan.Of(args.Network, args.Tier, number).ToString(),
                // Not even in public subnets: what is there has its addresses given by AWS.
                MapPublicIpOnLaunch = false,
                Tags = { ["Name"] = $"{name}-{number}" },
            }, child);
            var table = new RouteTable($"{name}-{number}-routes", new RouteTableArgs { VpcId = args.VpcId, Tags = { ["Name"] = $"{name}-{number}" } }, child);
            _ = new RouteTableAssociation($"{name}-{number}-routing", new RouteTableAssociationArgs { SubnetId = subnet.Id, RouteTableId = table.Id }, child);
            members.Add(subnet);
            tables.Add(table);
        }

        Members = members;
        RouteTables = tables;
        Ids = Output.All(members.Select(subnet => subnet.Id));
        RouteTableIds = Output.All(tables.Select(table => table.Id));
        RegisterOutputs(new Dictionary<string, object?> { ["ids"] = Ids, ["routeTableIds"] = RouteTableIds });
    }

    /// <summary>By zone.</summary>
    public IReadOnlyList<Subnet> Members { get; }

    /// <summary>By zone.</summary>
    public IReadOnlyList<RouteTable> RouteTables { get; }

    public Output<ImmutableArray<string>> Ids { get; }

    public Output<ImmutableArray<string>> RouteTableIds { get; }
}

using System.Collections.Immutable;
using Pulumi;
using Pulumi.Aws;
using Pulumi.Aws.Ec2;
using Pulumi.Aws.Inputs;
using Vignette.Infra.Configuration;

namespace Vignette.Infra.Networking;

/// <summary>
/// A network over several availability zones. The load balancer is in its public subnets, hosts and functions are in the
/// private ones and the database in the isolated ones; who may talk to whom is said by <see cref="SecurityGroups"/>.
/// </summary>
public sealed class Network : ComponentResource
{
    public Network(string name, NetworkArgs args, ComponentResourceOptions? options = null)
        : base("vignette:infra:Network", $"{name}-network", options)
    {
        ArgumentNullException.ThrowIfNull(args);
        var child = new CustomResourceOptions { Parent = this };
        var part = new ComponentResourceOptions { Parent = this };
        var settings = args.Settings;

        var vpc = new Vpc($"{name}-vpc", new VpcArgs
        {
            CidrBlock = settings.Cidr.ToString(),
            EnableDnsSupport = true,
            EnableDnsHostnames = true,
            Tags = { ["Name"] = name },
        }, child);
        CloseDefaults(name, vpc, settings, child);

        var zones = GetAvailabilityZones.Invoke(
            new GetAvailabilityZonesInvokeArgs
            {
                State = "available",
                // Neither local nor wavelength zones.
                Filters = { new GetAvailabilityZonesFilterInputArgs { Name = "opt-in-status", Values = { "opt-in-not-required" } } },
            },
            new InvokeOptions { Parent = this }).Apply(found => found.Names);
        Subnets Make(SubnetTier tier) => new($"{name}-{tier.ToString().ToLowerInvariant()}", new SubnetsArgs
        {
            VpcId = vpc.Id,
            Network = settings.Cidr,
            Tier = tier,
            Zones = [.. Enumerable.Range(0, settings.Zones).Select(zone => zones.Apply(names => names[zone]))],
        }, part);
        var (open, inner, isolated) = (Make(SubnetTier.Public), Make(SubnetTier.Private), Make(SubnetTier.Isolated));

        RouteToInternet(name, vpc, settings, open, inner, child);

        var s3 = new VpcEndpoint($"{name}-s3-endpoint", new VpcEndpointArgs
        {
            VpcId = vpc.Id,
            ServiceName = $"com.amazonaws.{args.Region}.s3",
            VpcEndpointType = "Gateway",
            RouteTableIds = { inner.RouteTableIds },
            Tags = { ["Name"] = $"{name}-s3-endpoint" },
        }, child);
        SecurityGroups = new SecurityGroups(name, new SecurityGroupsArgs
        {
            VpcId = vpc.Id,
            ObjectStorePrefixList = s3.PrefixListId,
            HasTls = args.HasTls,
            HasUserPool = args.HasUserPool,
            HasNat = settings.Nat != NatMode.None,
            HasInterfaceEndpoints = settings.InterfaceEndpoints,
            WebPort = args.WebPort,
            DatabasePort = args.DatabasePort,
        }, part);
        if (settings.InterfaceEndpoints)
        {
            _ = new InterfaceEndpoints(name, new InterfaceEndpointsArgs
            {
                VpcId = vpc.Id,
                Region = args.Region,
                SubnetIds = inner.Ids,
                SecurityGroupId = SecurityGroups.Endpoints!,
            }, part);
        }

        _ = new FlowLogs(name, new FlowLogsArgs { VpcId = vpc.Id, Region = args.Region, RetentionDays = args.LogRetentionDays }, part);

        VpcId = vpc.Id;
        PublicSubnetIds = open.Ids;
        PrivateSubnetIds = inner.Ids;
        IsolatedSubnetIds = isolated.Ids;
        RegisterOutputs(new Dictionary<string, object?>
        {
            ["vpcId"] = VpcId,
            ["publicSubnetIds"] = PublicSubnetIds,
            ["privateSubnetIds"] = PrivateSubnetIds,
            ["isolatedSubnetIds"] = IsolatedSubnetIds,
        });
    }

    public Output<string> VpcId { get; }

    public Output<ImmutableArray<string>> PublicSubnetIds { get; }

    public Output<ImmutableArray<string>> PrivateSubnetIds { get; }

    public Output<ImmutableArray<string>> IsolatedSubnetIds { get; }

    public SecurityGroups SecurityGroups { get; }

    /// <summary>What AWS makes with every network and lets everything through, for whoever forgets to say otherwise.</summary>
    private static void CloseDefaults(string name, Vpc vpc, NetworkSettings settings, CustomResourceOptions child)
    {
        // Without a rule: whatever ends up in it reaches nothing.
        _ = new DefaultSecurityGroup($"{name}-default-security-group", new DefaultSecurityGroupArgs
        {
            VpcId = vpc.Id,
            Tags = { ["Name"] = $"{name}-default" },
        }, child);

        // Security groups are what protects; this only keeps remote shells and desktops away from the internet whatever they
        // say (EC2.21). What is inside the network comes first, since a port of the load balancer's own may be 3389.
        static Pulumi.Aws.Ec2.Inputs.DefaultNetworkAclIngressArgs Rule(int number, string action, string protocol, int port, string from) =>
            new() { RuleNo = number, Action = action, Protocol = protocol, FromPort = port, ToPort = port, CidrBlock = from };
        _ = new DefaultNetworkAcl($"{name}-default-network-acl", new DefaultNetworkAclArgs
        {
            DefaultNetworkAclId = vpc.DefaultNetworkAclId,
            Ingress =
            {
                Rule(80, "allow", "-1", 0, settings.Cidr.ToString()),
                Rule(90, "deny", "tcp", 22, Anywhere),
                Rule(91, "deny", "tcp", 3389, Anywhere),
                Rule(100, "allow", "-1", 0, Anywhere),
            },
            Egress = { new Pulumi.Aws.Ec2.Inputs.DefaultNetworkAclEgressArgs { RuleNo = 100, Action = "allow", Protocol = "-1", FromPort = 0, ToPort = 0, CidrBlock = Anywhere } },
            Tags = { ["Name"] = $"{name}-default" },
        }, CustomResourceOptions.Merge(child, new CustomResourceOptions { IgnoreChanges = { "subnetIds" } }));
    }

    private static void RouteToInternet(string name, Vpc vpc, NetworkSettings settings, Subnets open, Subnets inner, CustomResourceOptions child)
    {
        var gateway = new InternetGateway($"{name}-internet", new InternetGatewayArgs { VpcId = vpc.Id, Tags = { ["Name"] = name } }, child);
        foreach (var (zone, table) in open.RouteTables.Index())
        {
            _ = new Route($"{name}-public-{zone}-internet", new RouteArgs { RouteTableId = table.Id, DestinationCidrBlock = Anywhere, GatewayId = gateway.Id }, child);
        }

        var gateways = settings.Nat switch
        {
            NatMode.None => 0,
            NatMode.Shared => 1,
            _ => settings.Zones,
        };
        var nats = Enumerable.Range(0, gateways).Select(zone => MakeNat(name, zone, open, gateway, child)).ToList();
        foreach (var (zone, table) in inner.RouteTables.Index().Where(_ => nats.Count > 0))
        {
            var nat = nats[Math.Min(zone, nats.Count - 1)];
            _ = new Route($"{name}-private-{zone}-internet", new RouteArgs { RouteTableId = table.Id, DestinationCidrBlock = Anywhere, NatGatewayId = nat.Id }, child);
        }
    }

    private static NatGateway MakeNat(string name, int zone, Subnets open, InternetGateway gateway, CustomResourceOptions child)
    {
        var address = new Eip($"{name}-nat-{zone}-address", new EipArgs { Domain = "vpc", Tags = { ["Name"] = $"{name}-nat-{zone}" } }, child);
        return new NatGateway($"{name}-nat-{zone}", new NatGatewayArgs
        {
            AllocationId = address.Id,
            SubnetId = open.Members[zone].Id,
            Tags = { ["Name"] = $"{name}-nat-{zone}" },
        }, CustomResourceOptions.Merge(child, new CustomResourceOptions { DependsOn = { gateway } }));
    }

    private const string Anywhere = "0.0.0.0/0";
}

using Vignette.Infra.Configuration;
using Vignette.Infra.Networking;
using Vignette.Infra.Tests.Rig;

namespace Vignette.Infra.Tests.Networking;

public sealed class NetworkTests
{
    private const string Anywhere = "0.0.0.0/0";

    private static readonly NetworkArgs Args = new()
    {
        Settings = new NetworkSettings(),
        Region = "eu-central-1",
        LogRetentionDays = 30,
        HasTls = true,
        HasUserPool = false,
        WebPort = 8080,
    };

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Each_tier_has_a_subnet_in_each_zone(int zones)
    {
        var plan = await PlanAsync(Args with { Settings = new NetworkSettings { Zones = zones } });
        plan.OfType("aws:ec2/subnet:Subnet").Count.ShouldBe(zones * 3);
        foreach (var tier in Enum.GetValues<SubnetTier>())
        {
            for (var zone = 0; zone < zones; zone++)
            {
                var subnet = plan.Find("aws:ec2/subnet:Subnet", $"net-{tier.ToString().ToLowerInvariant()}-{zone}");
                subnet["cidrBlock"].ShouldBe(SubnetPlan.Of(Args.Settings.Cidr, tier, zone).ToString());
                subnet["availabilityZone"].ShouldBe($"zone-{(char)('a' + zone)}");
                subnet["mapPublicIpOnLaunch"].ShouldBe(false);
                subnet["vpcId"].ShouldBe("net-vpc.id");
                var association = plan.Find("aws:ec2/routeTableAssociation:RouteTableAssociation", $"{subnet.Name}-routing");
                association["subnetId"].ShouldBe($"{subnet.Name}.id");
                association["routeTableId"].ShouldBe($"{subnet.Name}-routes.id");
            }
        }
    }

    [Theory]
    [InlineData(NatMode.None)]
    [InlineData(NatMode.Shared, "net-nat-0.id", "net-nat-0.id", "net-nat-0.id")]
    [InlineData(NatMode.PerZone, "net-nat-0.id", "net-nat-1.id", "net-nat-2.id")]
    public async Task Private_subnets_reach_the_internet_through_NAT_alone(NatMode nat, params string[] gateways)
    {
        var plan = await PlanAsync(Args with { Settings = new NetworkSettings { Zones = 3, Nat = nat } });
        plan.OfType("aws:ec2/natGateway:NatGateway").Select(gateway => gateway["subnetId"]).ShouldBe(
            gateways.Distinct().Select((_, zone) => (object)$"net-public-{zone}.id"), ignoreOrder: true);
        for (var zone = 0; zone < gateways.Length; zone++)
        {
            var route = plan.Find("aws:ec2/route:Route", $"net-private-{zone}-internet");
            route["routeTableId"].ShouldBe($"net-private-{zone}-routes.id");
            route["destinationCidrBlock"].ShouldBe(Anywhere);
            route["natGatewayId"].ShouldBe(gateways[zone]);
        }
    }

    [Theory]
    [InlineData(NatMode.None, 2)]
    [InlineData(NatMode.PerZone, 4)]
    public async Task Only_public_subnets_have_the_internet_gateway_and_isolated_ones_no_route_at_all(NatMode nat, int routes)
    {
        var plan = await PlanAsync(Args with { Settings = new NetworkSettings { Nat = nat } });
        plan.OfType("aws:ec2/route:Route").Count.ShouldBe(routes);
        plan.OfType("aws:ec2/route:Route").Where(route => route["gatewayId"] is not null).Select(route => route["routeTableId"])
            .ShouldBe(["net-public-0-routes.id", "net-public-1-routes.id"], ignoreOrder: true);
    }

    [Fact]
    public async Task S3_is_reached_inside_the_network_at_no_cost()
    {
        var plan = await PlanAsync(Args);
        var endpoint = plan.OfType("aws:ec2/vpcEndpoint:VpcEndpoint").ShouldHaveSingleItem();
        endpoint["serviceName"].ShouldBe("com.amazonaws.eu-central-1.s3");
        endpoint["vpcEndpointType"].ShouldBe("Gateway");
        endpoint.List("routeTableIds").ShouldBe(["net-private-0-routes.id", "net-private-1-routes.id"]);
    }

    [Fact]
    public async Task Interface_endpoints_are_in_private_subnets_and_open_to_hosts()
    {
        var plan = await PlanAsync(Args with { Settings = new NetworkSettings { Nat = NatMode.None, InterfaceEndpoints = true } });
        var endpoints = plan.OfType("aws:ec2/vpcEndpoint:VpcEndpoint").Where(endpoint => endpoint["vpcEndpointType"] is "Interface").ToList();
        endpoints.Select(endpoint => endpoint["serviceName"]!.ToString()!["com.amazonaws.eu-central-1.".Length..])
            .ShouldBe(["ecr.api", "ecr.dkr", "logs", "ssm", "ssmmessages", "ec2messages"], ignoreOrder: true);
        foreach (var endpoint in endpoints)
        {
            endpoint["privateDnsEnabled"].ShouldBe(true);
            endpoint.List("subnetIds").ShouldBe(["net-private-0.id", "net-private-1.id"]);
            endpoint.List("securityGroupIds").ShouldBe(["net-endpoints-security-group.id"]);
        }
    }

    [Fact]
    public async Task What_AWS_makes_with_a_network_lets_nothing_through_that_nobody_asked_for()
    {
        var plan = await PlanAsync(Args);
        var group = plan.OfType("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup").ShouldHaveSingleItem();
        group["vpcId"].ShouldBe("net-vpc.id");
        group["ingress"].ShouldBeNull();
        group["egress"].ShouldBeNull();

        var acl = plan.OfType("aws:ec2/defaultNetworkAcl:DefaultNetworkAcl").ShouldHaveSingleItem();
        acl["defaultNetworkAclId"].ShouldBe("net-vpc.defaultNetworkAclId");
        var rules = Enumerable.Range(0, 4).Select(number => (acl[$"ingress.{number}.action"], acl[$"ingress.{number}.fromPort"], acl[$"ingress.{number}.cidrBlock"]));
        rules.ShouldBe([("allow", 0.0, "10.20.0.0/16"), ("deny", 22.0, Anywhere), ("deny", 3389.0, Anywhere), ("allow", 0.0, Anywhere)]);
    }

    [Fact]
    public async Task Who_talked_to_whom_is_on_record()
    {
        var plan = await PlanAsync(Args);
        var log = plan.OfType("aws:ec2/flowLog:FlowLog").ShouldHaveSingleItem();
        log["vpcId"].ShouldBe("net-vpc.id");
        log["trafficType"].ShouldBe("ALL");
        log["logDestination"].ShouldBe("net-flow-log-group.arn");
        log["iamRoleArn"].ShouldBe("net-flow-log-role.arn");
        plan.Find("aws:cloudwatch/logGroup:LogGroup", "net-flow-log-group")["retentionInDays"].ShouldBe(30.0);

        var trust = plan.Find("aws:iam/role:Role", "net-flow-log-role").Json("assumeRolePolicy").GetProperty("Statement")[0];
        trust.GetProperty("Principal").GetProperty("Service").GetString().ShouldBe("vpc-flow-logs.amazonaws.com");
        trust.GetProperty("Condition").GetProperty("StringEquals").GetProperty("aws:SourceAccount").GetString().ShouldBe(CloudMocks.Account);
        trust.GetProperty("Condition").GetProperty("ArnLike").GetProperty("aws:SourceArn").GetString().ShouldBe($"arn:aws:ec2:eu-central-1:{CloudMocks.Account}:vpc-flow-log/*");
        var permission = plan.Find("aws:iam/rolePolicy:RolePolicy", "net-flow-log-role-policy").Json("policy").GetProperty("Statement")[0];
        permission.GetProperty("Resource").EnumerateArray().Select(resource => resource.GetString()).ShouldBe(["net-flow-log-group.arn", "net-flow-log-group.arn:*"]);
    }

    private static Task<Plan> PlanAsync(NetworkArgs args) => Plan.OfAsync(() => _ = new Network("net", args));
}

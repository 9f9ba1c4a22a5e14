using Vignette.Pipeline.Hosting;
using Vignette.Planning.Tests.Rig;

namespace Vignette.Planning.Tests.Contracts;

/// <summary>Where programs listen and what they call, against what the network lets through.</summary>
public sealed class NetworkContractTests
{
    public static TheoryData<string> Stacks => CommittedPlans.Stacks;

    [Theory]
    [MemberData(nameof(Stacks))]
    public void The_programs_reach_the_database_on_its_port_and_nothing_else_does(string stack) => Database(CommittedPlans.Read(stack));

    [Theory]
    [MemberData(nameof(Stacks))]
    public void Nothing_is_public_but_the_load_balancer(string stack) => Internet(CommittedPlans.Read(stack));

    [Theory]
    [MemberData(nameof(Stacks))]
    public void Programs_are_in_private_subnets_and_the_database_in_isolated_ones(string stack) => Subnets(CommittedPlans.Read(stack));

    [Theory]
    [MemberData(nameof(Stacks))]
    public void Security_groups_name_each_other_and_both_sides_agree(string stack) => Groups(CommittedPlans.Read(stack));

    [Theory]
    [MemberData(nameof(Stacks))]
    public void The_load_balancer_calls_the_gallery_where_it_listens(string stack) => Gallery(CommittedPlans.Read(stack));

    [Fact]
    public void Breaches_are_seen()
    {
        const string In = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
        const string Out = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
        Breach.IsSeen(Database, plan => plan.Without("vignette-database-from-functions"));
        Breach.IsSeen(Database, plan => plan.With("vignette-database-instance", "port", 3306));
        Breach.IsSeen(Database, plan => plan
            .Add(In, "vignette-in", Rule("vignette-database", "referencedSecurityGroupId", "${vignette-load-balancer-security-group.id}", 3307))
            .Add(Out, "vignette-out", Rule("vignette-load-balancer", "referencedSecurityGroupId", "${vignette-database-security-group.id}", 3307)));
        Breach.IsSeen(Internet, plan => plan.Add(In, "vignette-in", Rule("vignette-web", "cidrIpv4", "0.0.0.0/0", 8080)));
        Breach.IsSeen(Internet, plan => plan.With("vignette-private-0", "mapPublicIpOnLaunch", true));
        Breach.IsSeen(Internet, plan => plan.With("vignette-sweep", "vpcConfig.subnetIds.0", "${vignette-public-0.id}"));
        Breach.IsSeen(Subnets, plan => plan.With("vignette-private-0-internet", "gatewayId", "${vignette-internet.id}"));
        Breach.IsSeen(Subnets, plan => plan.With("vignette-database-subnets", "subnetIds.0", "${vignette-private-0.id}"));
        Breach.IsSeen(Groups, plan => plan.Without("vignette-web-to-database"));
        Breach.IsSeen(Groups, plan => plan.Add(In, "vignette-in", Rule("vignette-database", "cidrIpv4", "10.20.0.0/16", 3307)));
        Breach.IsSeen(Gallery, plan => plan.With("vignette-web-targets", "port", 80));
        Breach.IsSeen(Gallery, plan => plan.With("vignette-web-targets", "healthCheck.path", "/"));
        Breach.IsSeen(Gallery, plan => plan.With("vignette-web-targets", "deregistrationDelay", 5));

        static string Rule(string group, string of, string other, int port) =>
            $$"""{"securityGroupId":"${{{group}}-security-group.id}","{{of}}":"{{other}}","ipProtocol":"tcp","fromPort":{{port}},"toPort":{{port}}}""";
    }

    private static void Database(Plan plan)
    {
        var map = new NetworkMap(plan);
        var database = plan.OfType("aws:rds/instance:Instance").ShouldHaveSingleItem();
        var group = plan.Resolve(database.List("vpcSecurityGroupIds").ShouldHaveSingleItem()).ShouldNotBeNull();
        var port = (int)database.Number("port").ShouldNotBeNull();
        var programs = DeployedProgram.Of(plan);

        var reaching = map.Reaching(group.Name, port).ToList();
        foreach (var program in programs)
        {
            program.SecurityGroups.Select(own => own.Name).ShouldContain(own => reaching.Contains(own), $"{program.Declared} does not reach the database.");
            program.Environment["DB_PORT"].ShouldBe($"{port}");
            program.Environment["DB_HOST"].ShouldBe($"${{{database.Name}.address}}");
        }

        // No group that reaches it has anything but programs in it, and no other port is open.
        var strangers = plan.Resources.Where(resource => resource.Type is not "aws:ec2/securityGroup:SecurityGroup"
                && !resource.Type.StartsWith("aws:vpc/securityGroup", StringComparison.Ordinal)
                && resource.References.Any(reference => reaching.Contains(reference.Name)))
            .Except(programs.Select(program => program.Declared));
        strangers.ShouldBeEmpty();
        map.PortsOf(group.Name).ShouldBe([port]);
    }

    private static void Internet(Plan plan)
    {
        var map = new NetworkMap(plan);
        var balancer = plan.OfType("aws:lb/loadBalancer:LoadBalancer").ShouldHaveSingleItem();
        var group = plan.Resolve(balancer.List("securityGroups").ShouldHaveSingleItem()).ShouldNotBeNull();
        var listeners = plan.OfType("aws:lb/listener:Listener").Select(listener => (group.Name, (int)listener.Number("port")!.Value));
        map.Public().ShouldBe(listeners, ignoreOrder: true);
        SubnetsOf(plan, balancer.List("subnets")).ShouldAllBe(subnet => map.IsPublic(subnet));

        // Whatever else is in a public subnet is a gateway.
        var open = plan.OfType("aws:ec2/subnet:Subnet").Where(map.IsPublic).Select(subnet => subnet.Name).ToHashSet();
        plan.Resources.Where(resource => resource.References.Any(reference => open.Contains(reference.Name))).Select(resource => resource.Type).Distinct()
            .ShouldBeSubsetOf(["aws:lb/loadBalancer:LoadBalancer", "aws:ec2/natGateway:NatGateway", "aws:ec2/routeTableAssociation:RouteTableAssociation"]);
        plan.OfType("aws:ec2/subnet:Subnet").ShouldAllBe(subnet => subnet.Flag("mapPublicIpOnLaunch") != true);
        plan.OfType("aws:ec2/securityGroup:SecurityGroup").ShouldAllBe(rules => rules["ingress"] == null && rules["egress"] == null);
    }

    private static void Subnets(Plan plan)
    {
        var map = new NetworkMap(plan);
        foreach (var program in DeployedProgram.Of(plan))
        {
            var subnets = program.IsFunction
                ? program.Declared.List("vpcConfig.subnetIds")
                : plan.OfType("aws:autoscaling/group:Group").ShouldHaveSingleItem().List("vpcZoneIdentifiers");
            SubnetsOf(plan, subnets).ShouldAllBe(subnet => !map.IsPublic(subnet));
        }

        var database = plan.OfType("aws:rds/subnetGroup:SubnetGroup").ShouldHaveSingleItem().List("subnetIds");
        SubnetsOf(plan, database).ShouldAllBe(subnet => map.IsIsolated(subnet));
    }

    private static void Groups(Plan plan)
    {
        new NetworkMap(plan).HalfWays().ShouldBeEmpty();
        plan.Resources.Where(resource => resource.Type.StartsWith("aws:vpc/securityGroup", StringComparison.Ordinal))
            .Select(rule => rule.Text("cidrIpv4")).ShouldAllBe(cidr => cidr == null || cidr == "0.0.0.0/0");
    }

    private static void Gallery(Plan plan)
    {
        var targets = plan.OfType("aws:lb/targetGroup:TargetGroup").ShouldHaveSingleItem();
        targets.Text("healthCheck.path").ShouldBe(WebTier.HealthPath);
        var web = DeployedProgram.Of(plan).Single(program => program.Name == DeployedProgram.Web);
        if (web.IsFunction)
        {
            targets.Text("targetType").ShouldBe("lambda");
            return;
        }

        var balancer = plan.OfType("aws:lb/loadBalancer:LoadBalancer").ShouldHaveSingleItem();
        var from = plan.Resolve(balancer.List("securityGroups").ShouldHaveSingleItem()).ShouldNotBeNull();
        var to = web.SecurityGroups.ShouldHaveSingleItem();
        var map = new NetworkMap(plan);
        map.PortsOf(to.Name).ShouldBe([(int)targets.Number("port").ShouldNotBeNull()]);
        map.Reaching(to.Name, new WebTier().Port).ShouldBe([from.Name]);
        web.Environment["PORT"].ShouldBe($"{targets.Number("port")}");
        targets.Number("deregistrationDelay").ShouldBe(WebTier.DeregistrationDelay.TotalSeconds);

        // The load balancer's word is believed, and nobody else's: its nodes are in the public subnets.
        var open = SubnetsOf(plan, balancer.List("subnets")).Select(subnet => subnet.Text("cidrBlock"));
        web.Environment["TRUSTED_PROXIES"].Split(',').ShouldBe(open, ignoreOrder: true);
    }

    private static List<PlannedResource> SubnetsOf(Plan plan, IReadOnlyList<System.Text.Json.JsonElement> ids)
    {
        var subnets = ids.Select(id => plan.Resolve(id).ShouldNotBeNull()).ToList();
        subnets.Count.ShouldBeGreaterThanOrEqualTo(2);
        return subnets;
    }
}

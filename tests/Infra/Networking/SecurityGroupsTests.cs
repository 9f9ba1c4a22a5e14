using Vignette.Infra.Configuration;
using Vignette.Infra.Networking;
using Vignette.Infra.Tests.Rig;

namespace Vignette.Infra.Tests.Networking;

/// <summary>The whole list of who may talk to whom, each way as <c>from → to:port</c>; a rule of one side alone would be seen.</summary>
public sealed class SecurityGroupsTests
{
    private static readonly NetworkArgs Args = new()
    {
        Settings = new NetworkSettings(),
        Region = "eu-central-1",
        LogRetentionDays = 30,
        HasTls = true,
        HasUserPool = false,
        WebPort = 8080,
    };

    [Fact]
    public async Task Hosts_behind_TLS()
    {
        var (ins, outs) = await RulesAsync(Args);
        ins.ShouldBe(
            ["0.0.0.0/0 → load-balancer:80", "0.0.0.0/0 → load-balancer:443", "load-balancer → web:8080", "web → database:3307", "functions → database:3307"], ignoreOrder: true);
        outs.ShouldBe(
        [
            "load-balancer → web:8080", "web → database:3307", "functions → database:3307", "web → S3:443", "functions → S3:443", "model → 0.0.0.0/0:443", "web → 0.0.0.0/0:443",
        ], ignoreOrder: true);
    }

    [Fact]
    public async Task A_function_without_TLS_and_NAT()
    {
        var (ins, outs) = await RulesAsync(Args with { HasTls = false, WebPort = null, Settings = new NetworkSettings { Nat = NatMode.None } });
        ins.ShouldBe(["0.0.0.0/0 → load-balancer:80", "web → database:3307", "functions → database:3307"], ignoreOrder: true);
        outs.ShouldBe(["web → database:3307", "functions → database:3307", "web → S3:443", "functions → S3:443"], ignoreOrder: true);
    }

    [Fact]
    public async Task Hosts_without_NAT_reach_AWS_inside_the_network_alone()
    {
        var (ins, outs) = await RulesAsync(Args with { Settings = new NetworkSettings { Nat = NatMode.None, InterfaceEndpoints = true } });
        ins.ShouldContain("web → endpoints:443");
        outs.ShouldContain("web → endpoints:443");
        outs.ShouldNotContain(rule => rule.Contains("0.0.0.0/0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task By_a_user_pool_the_load_balancer_asks_it_and_the_gallery_for_the_load_balancers_keys()
    {
        var (ins, outs) = await RulesAsync(Args with { HasUserPool = true });
        ins.ShouldBe((await RulesAsync(Args)).In, ignoreOrder: true);
        outs.ShouldBe([.. (await RulesAsync(Args)).Out, "load-balancer → 0.0.0.0/0:443"], ignoreOrder: true);
        (await RulesAsync(Args with { HasUserPool = true, WebPort = null })).Out.ShouldContain("web → 0.0.0.0/0:443");
        (await RulesAsync(Args with { WebPort = null })).Out.ShouldNotContain("web → 0.0.0.0/0:443");
    }

    [Fact]
    public void The_load_balancer_and_the_hosts_agree_on_the_port() =>
        NetworkArgs.From(Settings.From(Configurations.OfExample("prod"))).WebPort.ShouldBe(new Pipeline.Hosting.WebTier().Port);

    private static async Task<(IReadOnlyList<string> In, IReadOnlyList<string> Out)> RulesAsync(NetworkArgs args)
    {
        var plan = await Plan.OfAsync(() => _ = new Network("net", args));
        plan.OfType("aws:ec2/securityGroup:SecurityGroup").ShouldAllBe(group => group["ingress"] == null && group["egress"] == null && group["vpcId"] as string == "net-vpc.id");
        var rules = plan.OfType("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").Concat(plan.OfType("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule")).ToList();
        rules.ShouldAllBe(rule => rule["ipProtocol"] as string == "tcp" && Equals(rule["fromPort"], rule["toPort"]));
        return (
            [.. plan.OfType("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").Select(rule => $"{Other(rule)} → {Own(rule)}:{rule["toPort"]}")],
            [.. plan.OfType("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule").Select(rule => $"{Own(rule)} → {Other(rule)}:{rule["toPort"]}")]);
    }

    private static string Own(Declared rule) => Group(rule["securityGroupId"]);

    private static string Other(Declared rule) =>
        rule["cidrIpv4"] as string ?? (rule["prefixListId"] is "net-s3-endpoint.prefixListId" ? "S3" : Group(rule["referencedSecurityGroupId"]));

    private static string Group(object? id) => id.ShouldBeOfType<string>()["net-".Length..^"-security-group.id".Length];
}

using System.Collections.Immutable;
using Pulumi;
using Vignette.Infra.Configuration;
using Vignette.Infra.Tests.Rig;
using Vignette.Infra.Web;
using Tier = Vignette.Pipeline.Hosting.WebTier;

namespace Vignette.Infra.Tests.Web;

public sealed class LoadBalancerTests
{
    private static LoadBalancerArgs Args => new()
    {
        VpcId = Output.Create("vpc"),
        SubnetIds = Output.Create(ImmutableArray.Create("subnet-a", "subnet-b")),
        SecurityGroupId = Output.Create("group"),
        Hosting = WebHosting.Asg,
        Certificate = Output.Create("certificate"),
        LogBucket = Output.Create("logs"),
        LogPrefix = "load-balancer",
        DeletionProtection = true,
    };

    [Fact]
    public async Task It_refuses_what_is_ambiguous_and_writes_down_who_asked()
    {
        var balancer = Balancer(await PlanAsync(Args));
        balancer["dropInvalidHeaderFields"].ShouldBe(true);
        balancer["desyncMitigationMode"].ShouldBe("defensive");
        balancer["accessLogs.enabled"].ShouldBe(true);
        balancer["accessLogs.bucket"].ShouldBe("logs");
        balancer["accessLogs.prefix"].ShouldBe("load-balancer");
        balancer["connectionLogs.enabled"].ShouldBe(true);
        balancer.List("subnets").ShouldBe(["subnet-a", "subnet-b"]);
        balancer.List("securityGroups").ShouldBe(["group"]);
        balancer["internal"].ShouldBeNull();
    }

    [Fact]
    public async Task It_hangs_up_before_the_gallery_does()
    {
        Balancer(await PlanAsync(Args))["idleTimeout"].ShouldBe(60.0);
        Tier.KeepAlive.ShouldBeGreaterThan(Tier.IdleTimeout);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_is_protected_where_that_was_said(bool isProtected) =>
        Balancer(await PlanAsync(Args with { DeletionProtection = isProtected }))["enableDeletionProtection"].ShouldBe(isProtected);

    [Fact]
    public async Task With_a_certificate_it_speaks_TLS_and_nothing_is_said_in_the_clear()
    {
        var plan = await PlanAsync(Args);
        var https = plan.Find(Listener, "lb-https");
        https["port"].ShouldBe(443.0);
        https["protocol"].ShouldBe("HTTPS");
        https["sslPolicy"].ShouldBe("ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09");
        https["certificateArn"].ShouldBe("certificate");
        https["defaultActions.0.type"].ShouldBe("forward");
        https["defaultActions.0.targetGroupArn"].ShouldBe("lb-targets.arn");

        var http = plan.Find(Listener, "lb-http");
        http["port"].ShouldBe(80.0);
        http["defaultActions.0.type"].ShouldBe("redirect");
        http["defaultActions.0.redirect.protocol"].ShouldBe("HTTPS");
        http["defaultActions.0.redirect.port"].ShouldBe("443");
        http["defaultActions.0.redirect.statusCode"].ShouldBe("HTTP_301");
    }

    [Fact]
    public async Task Without_a_certificate_there_is_HTTP_alone()
    {
        var plan = await PlanAsync(Args with { Certificate = null });
        var http = plan.OfType(Listener).ShouldHaveSingleItem();
        http["protocol"].ShouldBe("HTTP");
        http["defaultActions.0.targetGroupArn"].ShouldBe("lb-targets.arn");
        Balancer(plan)["connectionLogs.enabled"].ShouldBe(false);
    }

    [Fact]
    public async Task Hosts_are_asked_for_their_health_where_they_listen()
    {
        var targets = (await PlanAsync(Args)).OfType(Targets).ShouldHaveSingleItem();
        targets["targetType"].ShouldBe("instance");
        targets["vpcId"].ShouldBe("vpc");
        targets["protocol"].ShouldBe("HTTP");
        targets["port"].ShouldBe((double)new Tier().Port);
        targets["deregistrationDelay"].ShouldBe(Tier.DeregistrationDelay.TotalSeconds);
        targets["healthCheck.enabled"].ShouldBe(true);
        targets["healthCheck.path"].ShouldBe("/health");
    }

    [Fact]
    public async Task A_function_gets_all_values_of_a_header()
    {
        var targets = (await PlanAsync(Args with { Hosting = WebHosting.Lambda })).OfType(Targets).ShouldHaveSingleItem();
        targets["targetType"].ShouldBe("lambda");
        targets["lambdaMultiValueHeadersEnabled"].ShouldBe(true);
        targets["healthCheck.enabled"].ShouldBe(true);
        targets["healthCheck.path"].ShouldBe("/health");
        new[] { targets["vpcId"], targets["port"], targets["protocol"] }.ShouldAllBe(input => input == null);
    }

    private const string Listener = "aws:lb/listener:Listener";
    private const string Targets = "aws:lb/targetGroup:TargetGroup";

    private static Task<Plan> PlanAsync(LoadBalancerArgs args) => Plan.OfAsync(() => _ = new LoadBalancer("lb", args));

    private static Declared Balancer(Plan plan) => plan.OfType("aws:lb/loadBalancer:LoadBalancer").ShouldHaveSingleItem();
}

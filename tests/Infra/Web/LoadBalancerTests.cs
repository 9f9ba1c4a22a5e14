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
        Identity = null,
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
    public async Task Where_there_is_a_user_pool_nobody_passes_by_default_whom_it_did_not_sign_in()
    {
        var plan = await SignInPlanAsync();
        var https = plan.Find(Listener, "lb-https");
        https["defaultActions.0.type"].ShouldBe("authenticate-cognito");
        https["defaultActions.0.order"].ShouldBe(1.0);
        https["defaultActions.0.authenticateCognito.userPoolArn"].ShouldBe("v-users.arn");
        https["defaultActions.0.authenticateCognito.userPoolClientId"].ShouldBe("v-users-load-balancer.id");
        https["defaultActions.0.authenticateCognito.userPoolDomain"].ShouldBe("v-v-users-domain-name.hex");
        https["defaultActions.0.authenticateCognito.scope"].ShouldBe("openid email");
        https["defaultActions.0.authenticateCognito.onUnauthenticatedRequest"].ShouldBe("authenticate");
        https["defaultActions.0.authenticateCognito.sessionTimeout"].ShouldBe(43_200.0);
        https["defaultActions.0.authenticateCognito.sessionCookieName"].ShouldBeNull();
        https["defaultActions.1.type"].ShouldBe("forward");
        https["defaultActions.2"].ShouldBeNull();
        plan.Find(Listener, "lb-http")["defaultActions.0.type"].ShouldBe("redirect");
    }

    [Fact]
    public async Task Scripts_are_refused_and_not_sent_away_and_tokens_are_the_gallerys_matter()
    {
        var plan = await SignInPlanAsync();
        var rules = plan.OfType(Rule).ToDictionary(rule => rule.Name);
        rules.Keys.ShouldBe(["lb-health-rule", "lb-token-rule", "lb-inner-rule"], ignoreOrder: true);
        rules.Values.ShouldAllBe(rule => rule["listenerArn"] as string == "lb-https.arn" && rule["transforms"] == null);
        rules.Values.OrderBy(rule => (double)rule["priority"]!).Select(rule => rule.Name).ShouldBe(["lb-health-rule", "lb-token-rule", "lb-inner-rule"]);

        rules["lb-health-rule"].List("conditions.0.pathPattern.values").ShouldBe(["/health", "/health/*"]);
        rules["lb-token-rule"]["conditions.0.httpHeader.httpHeaderName"].ShouldBe("Authorization");
        rules["lb-token-rule"].List("conditions.0.httpHeader.values").ShouldBe(["Bearer *"]);
        foreach (var open in new[] { rules["lb-health-rule"], rules["lb-token-rule"] })
        {
            open["actions.0.type"].ShouldBe("forward");
            open["actions.0.targetGroupArn"].ShouldBe("lb-targets.arn");
            open["actions.1"].ShouldBeNull();
            open["conditions.1"].ShouldBeNull();
        }

        var inner = rules["lb-inner-rule"];
        inner.List("conditions.0.pathPattern.values").ShouldBe(["/api/*", "/media/*", "/assets/*", "/upload"]);
        inner["actions.0.type"].ShouldBe("authenticate-cognito");
        inner["actions.0.authenticateCognito.onUnauthenticatedRequest"].ShouldBe("deny");
        inner["actions.0.authenticateCognito.userPoolArn"].ShouldBe("v-users.arn");
        inner["actions.0.authenticateCognito.sessionTimeout"].ShouldBe(43_200.0);
        inner["actions.1.type"].ShouldBe("forward");
        inner["actions.1.targetGroupArn"].ShouldBe("lb-targets.arn");
    }

    [Fact]
    public async Task Without_a_user_pool_there_are_no_rules() => (await PlanAsync(Args)).OfType(Rule).ShouldBeEmpty();

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
    private const string Rule = "aws:lb/listenerRule:ListenerRule";
    private const string Targets = "aws:lb/targetGroup:TargetGroup";

    private static Task<Plan> PlanAsync(LoadBalancerArgs args) => Plan.OfAsync(() => _ = new LoadBalancer("lb", args));

    private static Task<Plan> SignInPlanAsync() => Plan.OfAsync(() => _ = new LoadBalancer("lb", Args with { Identity = Neighbours.Identity("v") }));

    private static Declared Balancer(Plan plan) => plan.OfType("aws:lb/loadBalancer:LoadBalancer").ShouldHaveSingleItem();
}

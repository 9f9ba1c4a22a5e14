using System.Text.Json;
using Pulumi;
using Vignette.Infra.Tests.Rig;
using Vignette.Infra.Web;
using Tier = Vignette.Pipeline.Hosting.WebTier;

namespace Vignette.Infra.Tests.Web;

public sealed class FirewallTests
{
    [Fact]
    public async Task It_is_before_the_load_balancer_and_lets_through_what_no_rule_refuses()
    {
        var plan = await PlanAsync();
        Rules(plan)["scope"].ShouldBe("REGIONAL");
        Rules(plan)["defaultAction.allow"].ShouldNotBeNull();
        var association = plan.OfType("aws:wafv2/webAclAssociation:WebAclAssociation").ShouldHaveSingleItem();
        association["resourceArn"].ShouldBe("balancer");
        association["webAclArn"].ShouldBe("waf-firewall.arn");
    }

    [Fact]
    public async Task Every_rule_is_measured_and_has_its_own_place()
    {
        var rules = Rules(await PlanAsync());
        for (var rule = 0; rule < 5; rule++)
        {
            rules[$"rules.{rule}.priority"].ShouldBe((double)rule);
            rules[$"rules.{rule}.visibilityConfig.cloudwatchMetricsEnabled"].ShouldBe(true);
            rules[$"rules.{rule}.visibilityConfig.metricName"].ShouldBe(rules[$"rules.{rule}.name"]);
        }

        rules["rules.5"].ShouldBeNull();
        rules["visibilityConfig.cloudwatchMetricsEnabled"].ShouldBe(true);
    }

    [Fact]
    public async Task It_has_AWSs_rules_and_a_limit_for_one_address()
    {
        var rules = Rules(await PlanAsync());
        new[] { 0, 2, 3 }.Select(rule => rules[$"rules.{rule}.statement.managedRuleGroupStatement.name"]).ShouldBe(
            ["AWSManagedRulesAmazonIpReputationList", "AWSManagedRulesKnownBadInputsRuleSet", "AWSManagedRulesCommonRuleSet"]);
        rules["rules.1.statement.rateBasedStatement.limit"].ShouldBe(10_000.0);
        rules["rules.1.statement.rateBasedStatement.aggregateKeyType"].ShouldBe("IP");
        rules["rules.1.action.block"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Pictures_come_in_whatever_their_bytes_spell_and_other_bodies_are_looked_at()
    {
        var rules = Rules(await PlanAsync());
        var counted = Enumerable.Range(0, 6).Select(rule => rules[$"rules.3.statement.managedRuleGroupStatement.ruleActionOverrides.{rule}.name"]).ToList();
        counted.ShouldBe(["SizeRestrictions_BODY", "CrossSiteScripting_BODY", "GenericLFI_BODY", "GenericRFI_BODY", "EC2MetaDataSSRF_BODY", "NoUserAgent_HEADER"]);
        rules["rules.3.statement.managedRuleGroupStatement.ruleActionOverrides.0.actionToUse.count"].ShouldNotBeNull();

        const string Both = "rules.4.statement.andStatement.statements";
        var labels = Enumerable.Range(0, 5).Select(rule => rules[$"{Both}.0.orStatement.statements.{rule}.labelMatchStatement.key"]!.ToString()!).ToList();
        labels.Select(label => label.Split(':')[^1].ToUpperInvariant()).ShouldBe(counted.Take(5).Select(rule => rule!.ToString()!.ToUpperInvariant()));
        labels.ShouldAllBe(label => label.StartsWith("awswaf:managed:aws:core-rule-set:", StringComparison.Ordinal));
        rules[$"{Both}.1.notStatement.statement.byteMatchStatement.searchString"].ShouldBe(Tier.UploadPath);
        rules[$"{Both}.1.notStatement.statement.byteMatchStatement.positionalConstraint"].ShouldBe("EXACTLY");
        rules["rules.4.action.block"].ShouldNotBeNull();
    }

    [Fact]
    public async Task What_it_refused_is_on_record_without_anybodys_cookies()
    {
        var plan = await PlanAsync();
        var group = plan.OfType("aws:cloudwatch/logGroup:LogGroup").ShouldHaveSingleItem();
        group["namePrefix"]!.ToString()!.ShouldStartWith("aws-waf-logs-");
        group["retentionInDays"].ShouldBe(30.0);
        var logging = plan.OfType("aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration").ShouldHaveSingleItem();
        logging["resourceArn"].ShouldBe("waf-firewall.arn");
        logging.List("logDestinationConfigs").ShouldBe(["waf-firewall-logs.arn"]);
        logging["loggingFilter.defaultBehavior"].ShouldBe("DROP");
        JsonSerializer.Serialize(logging["redactedFields"]).ShouldContain("cookie");
    }

    private static Task<Plan> PlanAsync() => Plan.OfAsync(() => _ = new Firewall("waf", new FirewallArgs { LoadBalancerArn = Output.Create("balancer"), LogRetentionDays = 30 }));

    private static Declared Rules(Plan plan) => plan.OfType("aws:wafv2/webAcl:WebAcl").ShouldHaveSingleItem();
}

using Vignette.Planning.Policies;
using Vignette.Planning.Tests.Rig;

namespace Vignette.Planning.Tests.Policies;

public sealed class SecurityGroupRuleTests
{
    [Theory]
    [InlineData("""{ "ipProtocol": "tcp", "fromPort": 80, "toPort": 81, "cidrIpv4": "0.0.0.0/0" }""", true, "0.0.0.0/0", "ports 80 to 81")]
    [InlineData("""{ "ipProtocol": "tcp", "fromPort": 80, "toPort": 80, "cidrIpv6": "::/0" }""", true, "::/0", "port 80")]
    [InlineData("""{ "ipProtocol": "-1", "cidrIpv4": "10.0.0.0/8" }""", false, "10.0.0.0/8", "all ports")]
    [InlineData("""{ "ipProtocol": "tcp", "fromPort": 80, "toPort": 80, "referencedSecurityGroupId": "${other.id}" }""", false, null, "port 80")]
    public void A_rule_of_its_own_is_read(string inputs, bool isFromAnywhere, string? addresses, string ports)
    {
        var plan = Plans.Of(Group("group"), Group("other"), Plans.Resource("rule", inputs, type: AwsTypes.IngressRule)).With("rule", "securityGroupId", "${group.id}");
        var rule = SecurityGroupRule.Into(plan, plan["group"]).ShouldHaveSingleItem();
        (rule.Name, rule.IsFromAnywhere, rule.Addresses, rule.Ports.ToString()).ShouldBe(("rule", isFromAnywhere, addresses, ports));
        SecurityGroupRule.Into(plan, plan["other"]).ShouldBeEmpty();
        SecurityGroupRule.OutOf(plan, plan["group"]).ShouldBeEmpty();
    }

    [Fact]
    public void A_rule_within_its_group_is_read_once_for_each_range_of_addresses()
    {
        var plan = Plans.Of(Plans.Resource("group", """
            {
              "egress": [
                { "protocol": "tcp", "fromPort": 443, "toPort": 443, "cidrBlocks": [ "0.0.0.0/0", "10.0.0.0/8" ], "ipv6CidrBlocks": [ "::/0" ] },
                { "protocol": "-1", "fromPort": 0, "toPort": 0, "securityGroups": [ "${group.id}" ] }
              ]
            }
            """, type: AwsTypes.SecurityGroup));
        SecurityGroupRule.OutOf(plan, plan["group"]).Select(rule => (rule.Name, rule.Addresses, rule.Ports.ToString())).ShouldBe(
            [("egress.0", "0.0.0.0/0", "port 443"), ("egress.0", "10.0.0.0/8", "port 443"), ("egress.0", "::/0", "port 443"), ("egress.1", null, "all ports")]);
    }

    private static PlannedResource Group(string name) => Plans.Resource(name, type: AwsTypes.SecurityGroup);
}

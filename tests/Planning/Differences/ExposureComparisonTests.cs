using Vignette.Planning.Differences;
using Vignette.Planning.Tests.Rig;

namespace Vignette.Planning.Tests.Differences;

public sealed class ExposureComparisonTests
{
    [Theory]
    [InlineData("cidrIpv4", "0.0.0.0/0", true, "hosts lets in the whole internet (0.0.0.0/0) at tcp port 80")]
    [InlineData("cidrIpv4", "10.0.0.0/8", false, "hosts lets in 10.0.0.0/8 at tcp port 80")]
    [InlineData("toPort", 90, false, "hosts lets in 10.0.0.0/16 at tcp ports 80 to 90")]
    [InlineData("ipProtocol", "-1", false, "hosts lets in 10.0.0.0/16 at all ports")]
    public void A_rule_that_lets_in_more_opens_and_back_it_closes(string input, object value, bool isToInternet, string sentence)
    {
        var wider = Small.Plan.With("http", input, value);
        var opened = PlanDifference.Between(Small.Plan, wider).Exposure.ShouldHaveSingleItem();
        (opened.Opens, opened.IsToInternet, opened.Sentence.ToString()).ShouldBe((true, isToInternet, sentence));
        var closed = PlanDifference.Between(wider, Small.Plan).Exposure.ShouldHaveSingleItem();
        (closed.Opens, closed.Sentence.ToString()).ShouldBe((false, sentence.Replace("lets in", "no longer lets in", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_rule_within_another_opens_nothing() =>
        Small.Difference(plan => plan.Add("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "more", """{ "cidrIpv4": "10.0.1.0/24", "fromPort": 80, "ipProtocol": "tcp", "securityGroupId": "${hosts.id}", "toPort": 80 }""")).Exposure.ShouldBeEmpty();

    [Fact]
    public void Rules_may_be_part_of_their_group_and_about_groups_and_prefixes()
    {
        string[] Opened(string ingress) => [.. Small.Difference(plan => plan.With("hosts", "ingress", System.Text.Json.JsonElement.Parse(ingress))).Exposure.Select(change => change.Sentence.ToString())];
        Opened("""[ { "protocol": "tcp", "fromPort": 22, "toPort": 22, "cidrBlocks": [ "::/0" ], "securityGroups": [ "sg-1" ], "prefixListIds": [ "pl-1" ], "self": true } ]""").ShouldBe(
            ["hosts lets in the whole internet (::/0) at tcp port 22", "hosts lets in pl-1 at tcp port 22", "hosts lets in self at tcp port 22", "hosts lets in sg-1 at tcp port 22"]);
        // The same rule as a resource of its own is no other.
        Opened("""[ { "protocol": "tcp", "fromPort": 80, "toPort": 80, "cidrBlocks": [ "10.0.0.0/16" ] } ]""").ShouldBeEmpty();
    }

    public static TheoryData<string, string, string, string> Facts => new()
    {
        { "aws:lambda/functionUrl:FunctionUrl", "url", """{ "authorizationType": "NONE" }""", "url answers everybody at an address of its own (internet)" },
        { "aws:lambda/functionUrl:FunctionUrl", "url", """{ "authorizationType": "AWS_IAM" }""", "url answers whom IAM lets in at an address of its own" },
        { "aws:s3/bucketAcl:BucketAcl", "acl", """{ "acl": "public-read" }""", "acl gives others access by the ACL public-read (internet)" },
        { "aws:lb/loadBalancer:LoadBalancer", "balancer", "{}", "balancer has an address in the internet (internet)" },
        { "aws:ec2/subnet:Subnet", "subnet", """{ "mapPublicIpOnLaunch": true }""", "subnet gives public addresses to what starts in it (internet)" },
        { "aws:ec2/route:Route", "route", """{ "destinationCidrBlock": "0.0.0.0/0", "gatewayId": "igw-1" }""", "route leads to the internet and back (internet)" },
        { "aws:ec2/networkAcl:NetworkAcl", "nacl", """{ "ingress": [ { "action": "allow", "cidrBlock": "0.0.0.0/0", "fromPort": 22, "protocol": "tcp", "ruleNo": 1, "toPort": 22 } ] }""", "nacl lets in tcp 22-22 0.0.0.0/0 (rule 1) (internet)" },
    };

    [Theory]
    [MemberData(nameof(Facts))]
    public void Whatever_else_can_be_reached_is_said(string type, string name, string inputs, string sentence)
    {
        var more = Small.Plan.Add(type, name, inputs);
        PlanDifference.Between(Small.Plan, more).Exposure.Single(change => change.Opens).Sentence.ToString().ShouldBe(sentence);
        PlanDifference.Between(more, Small.Plan).Exposure.ShouldAllBe(change => !change.Opens);
    }

    [Fact]
    public void A_public_address_and_each_block_of_public_access_that_goes_are_said()
    {
        Small.Difference(plan => plan.With("database", "publiclyAccessible", true)).Exposure.Single().IsToInternet.ShouldBeTrue();
        Small.Difference(plan => plan.With("originals-block", "blockPublicPolicy", false)).Exposure.Single().Sentence.ToString().ShouldBe("originals is open to being made public, without blockPublicPolicy (internet)");
        Small.Difference(plan => plan.Without("originals-block")).Exposure.Length.ShouldBe(4);
    }

    [Fact]
    public void A_refusal_that_goes_opens()
    {
        const string deny = """{ "ingress": [ { "action": "deny", "cidrBlock": "0.0.0.0/0", "fromPort": 22, "protocol": "tcp", "ruleNo": 1, "toPort": 22 } ] }""";
        var guarded = Small.Plan.Add("aws:ec2/networkAcl:NetworkAcl", "nacl", deny);
        PlanDifference.Between(guarded, Small.Plan).Exposure.Single().Opens.ShouldBeTrue();
        PlanDifference.Between(Small.Plan, guarded).Exposure.Single().Opens.ShouldBeFalse();
    }
}

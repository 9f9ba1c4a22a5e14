using Vignette.Planning.Quotas;
using Vignette.Planning.Tests.Rig;

namespace Vignette.Planning.Tests.Quotas;

public sealed class QuotaNeedsTests
{
    [Fact]
    public void Prod_needs_this() => QuotaNeeds.Of(CommittedPlans.Read("prod")).ShouldBe(new QuotaNeeds(
        Networks: 1,
        Addresses: 2,
        GatewaysInAZone: 1,
        HostProcessors: 6 * 2, // six t4g.medium
        Databases: 1,
        LoadBalancers: 1,
        ConcurrentExecutions: 49 + 5 + 2 + 1 + 1)); // thumbnails, captions, publications, migration, sweep

    [Fact]
    public void Dev_needs_no_hosts_and_no_gateways() => QuotaNeeds.Of(CommittedPlans.Read("dev")).ShouldBe(new QuotaNeeds(
        Networks: 1,
        Addresses: 0,
        GatewaysInAZone: 0,
        HostProcessors: 0,
        Databases: 1,
        LoadBalancers: 1,
        ConcurrentExecutions: 4 + 5 + 2 + 1 + 1 + 1)); // and the gallery

    [Fact]
    public void Gateways_are_counted_in_their_zones()
    {
        static PlannedResource Subnet(string zone) => Plans.Resource(zone, $$"""{ "availabilityZone": "{{zone}}" }""", type: "aws:ec2/subnet:Subnet");
        static PlannedResource Gateway(string name, string zone) => Plans.Resource(name, $$"""{ "subnetId": "${{{zone}}.id}" }""", type: "aws:ec2/natGateway:NatGateway");
        QuotaNeeds.Of(Plans.Of(Subnet("a"), Subnet("b"), Gateway("one", "a"), Gateway("two", "b"), Gateway("three", "b"))).GatewaysInAZone.ShouldBe(2);
    }

    [Fact]
    public void Network_load_balancers_have_a_quota_of_their_own() =>
        QuotaNeeds.Of(Plans.Of(Plans.Resource("balancer", """{ "loadBalancerType": "network" }""", type: "aws:lb/loadBalancer:LoadBalancer"))).LoadBalancers.ShouldBe(0);

    [Fact]
    public void Hosts_without_a_choice_of_types_have_their_templates() => QuotaNeeds.Of(Plans.Of(
        Plans.Resource("template", """{ "instanceType": "m7g.4xlarge" }""", type: "aws:ec2/launchTemplate:LaunchTemplate"),
        Plans.Resource("hosts", """{ "maxSize": 3, "launchTemplate": { "id": "${template.id}" } }""", type: "aws:autoscaling/group:Group"))).HostProcessors.ShouldBe(48);

    [Theory]
    [InlineData("t4g.nano", 2)]
    [InlineData("t4g.medium", 2)]
    [InlineData("m7g.medium", 1)]
    [InlineData("m7g.large", 2)]
    [InlineData("m7g.xlarge", 4)]
    [InlineData("r7g.12xlarge", 48)]
    [InlineData("m7g.metal", 1)]
    [InlineData("strange", 1)]
    public void Types_say_how_many_processors_they_have(string type, int processors) => QuotaNeeds.Processors(type).ShouldBe(processors);
}

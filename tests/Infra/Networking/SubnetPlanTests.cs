using System.Net;
using Vignette.Infra.Networking;

namespace Vignette.Infra.Tests.Networking;

public sealed class SubnetPlanTests
{
    [Theory]
    [InlineData("10.20.0.0/16", SubnetTier.Public, 0, "10.20.0.0/20")]
    [InlineData("10.20.0.0/16", SubnetTier.Public, 2, "10.20.32.0/20")]
    [InlineData("10.20.0.0/16", SubnetTier.Private, 1, "10.20.80.0/20")]
    [InlineData("10.20.0.0/16", SubnetTier.Isolated, 2, "10.20.160.0/20")]
    [InlineData("192.168.252.0/22", SubnetTier.Public, 1, "192.168.252.64/26")]
    [InlineData("192.168.252.0/22", SubnetTier.Isolated, 2, "192.168.254.128/26")]
    public void Each_subnet_has_its_sixteenth(string network, SubnetTier tier, int zone, string subnet) =>
        SubnetPlan.Of(IPNetwork.Parse(network), tier, zone).ShouldBe(IPNetwork.Parse(subnet));

    [Theory]
    [InlineData("10.0.0.0/16")]
    [InlineData("172.31.252.0/22")]
    public void No_two_overlap_and_none_is_outside(string text)
    {
        var network = IPNetwork.Parse(text);
        var subnets = (from tier in Enum.GetValues<SubnetTier>() from zone in Enumerable.Range(0, SubnetPlan.MaxZones) select SubnetPlan.Of(network, tier, zone)).ToList();
        subnets.Distinct().Count().ShouldBe(9);
        subnets.ShouldAllBe(subnet => network.Contains(subnet.BaseAddress) && subnet.PrefixLength == network.PrefixLength + 4);
    }

    [Theory]
    [InlineData("172.32.0.0/16")]
    [InlineData("10.0.0.0/15")]
    [InlineData("10.0.0.0/23")]
    public void A_network_that_does_not_suit_is_refused(string network) => SubnetPlan.Suits(IPNetwork.Parse(network)).ShouldBeFalse();
}

using System.Net;
using Vignette.Infra.Networking;

namespace Vignette.Infra.Configuration;

public sealed record NetworkSettings
{
    public const string CidrKey = "cidr";

    public const string ZonesKey = "zones";

    public const string NatKey = "nat";

    public const string InterfaceEndpointsKey = "interfaceEndpoints";

    /// <summary><c>cidr</c>: the network's addresses, of which each subnet gets a sixteenth.</summary>
    public IPNetwork Cidr { get; init; } = IPNetwork.Parse("10.20.0.0/16");

    /// <summary><c>zones</c>: the availability zones, 2 or 3.</summary>
    public int Zones { get; init; } = 2;

    /// <summary><c>nat</c>: a gateway costs about 33 dollars a month, and 4.5 cents a gigabyte.</summary>
    public NatMode Nat { get; init; } = NatMode.Shared;

    /// <summary>
    /// <c>interfaceEndpoints</c>: hosts reach AWS without the internet, for about 7 dollars a month for each of six services
    /// in each zone. S3 is reached so in any case, at no cost.
    /// </summary>
    public bool InterfaceEndpoints { get; init; }

    internal static NetworkSettings Read(SettingsReader reader)
    {
        var defaults = new NetworkSettings();
        var cidr = defaults.Cidr;
        if (reader.Raw(CidrKey) is { } text && !(IPNetwork.TryParse(text, out cidr) && cidr.ToString() == text && SubnetPlan.Suits(cidr)))
        {
            reader.Fail(CidrKey, $"a network of private addresses in CIDR notation, from /{SubnetPlan.MinPrefix} to /{SubnetPlan.MaxPrefix}, such as {defaults.Cidr}");
            cidr = defaults.Cidr;
        }

        return new NetworkSettings
        {
            Cidr = cidr,
            Zones = reader.Number(ZonesKey, defaults.Zones, 2, SubnetPlan.MaxZones, "availability zones"),
            Nat = reader.Choice(NatKey, required: false, ("single", NatMode.Shared), ("none", NatMode.None), ("per-zone", NatMode.PerZone)),
            InterfaceEndpoints = reader.Flag(InterfaceEndpointsKey, defaults.InterfaceEndpoints),
        };
    }
}

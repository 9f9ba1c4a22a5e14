using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Vignette.Infra.Networking;

/// <summary>
/// Which addresses a subnet has. The network is cut into sixteen parts of one size, four for each tier, so that a further
/// zone takes a free part and moves nothing.
/// </summary>
public static class SubnetPlan
{
    /// <summary>The largest network that AWS allows.</summary>
    public const int MinPrefix = 16;

    /// <summary>The smallest network: its subnets have 59 addresses, of which a load balancer alone may take 8 and want 8 free.</summary>
    public const int MaxPrefix = 22;

    public const int MaxZones = 3;

    private const int PartBits = 4;
    private const int PartsPerTier = 4;

    private static readonly IPNetwork[] PrivateNetworks = [IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16")];

    /// <summary>Whether a network can be cut so: private addresses (RFC 1918), neither too few nor too many.</summary>
    public static bool Suits(IPNetwork network) =>
        network.BaseAddress.AddressFamily == AddressFamily.InterNetwork
        && network.PrefixLength is >= MinPrefix and <= MaxPrefix
        && PrivateNetworks.Any(known => known.Contains(network.BaseAddress));

    /// <param name="zone">From 0.</param>
    public static IPNetwork Of(IPNetwork network, SubnetTier tier, int zone)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(zone);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(zone, MaxZones);
        var prefix = network.PrefixLength + PartBits;
        var part = ((int)tier * PartsPerTier) + zone;
        var first = BinaryPrimitives.ReadUInt32BigEndian(network.BaseAddress.GetAddressBytes());
        Span<byte> address = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(address, first + ((uint)part << (32 - prefix)));
        return new IPNetwork(new IPAddress(address), prefix);
    }
}

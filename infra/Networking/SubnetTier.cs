namespace Vignette.Infra.Networking;

/// <summary>What a subnet can reach. The numbers are places in the address plan and must not change.</summary>
public enum SubnetTier
{
    /// <summary>The internet, both ways: the load balancer and the NAT gateways.</summary>
    Public = 0,

    /// <summary>The internet outwards, through NAT where there is any: hosts and functions.</summary>
    Private = 1,

    /// <summary>Nothing but the network itself: the database.</summary>
    Isolated = 2,
}

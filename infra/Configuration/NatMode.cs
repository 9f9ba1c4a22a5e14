namespace Vignette.Infra.Configuration;

/// <summary>How private subnets reach the internet.</summary>
public enum NatMode
{
    /// <summary>They do not; it costs nothing.</summary>
    None,

    /// <summary>Through one gateway for all zones; when its zone fails, no zone reaches the internet.</summary>
    Shared,

    /// <summary>Through a gateway in each zone.</summary>
    PerZone,
}

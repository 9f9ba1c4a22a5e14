namespace Vignette.Cli.Deployments.Load.Arrivals;

/// <summary>How arrivals of an open loop are spread.</summary>
internal enum ArrivalKind
{
    /// <summary>Evenly.</summary>
    Constant,

    /// <summary>As independent people come: the gaps are exponentially distributed.</summary>
    Poisson,
}

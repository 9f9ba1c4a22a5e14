namespace Vignette.Infra.Configuration;

/// <summary>What the gallery runs on, behind the load balancer.</summary>
public enum WebHosting
{
    /// <summary>Hosts in an auto scaling group.</summary>
    Asg,

    /// <summary>A function.</summary>
    Lambda,
}

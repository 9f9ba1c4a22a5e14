namespace Vignette.Infra.Configuration;

/// <summary>What a deployment is for. It is in the tags of all that is deployed.</summary>
public enum DeploymentEnvironment
{
    Dev,
    Prod,
}

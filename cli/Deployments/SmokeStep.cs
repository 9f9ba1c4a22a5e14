namespace Vignette.Cli.Deployments;

/// <summary>What a smoke test does, in this order.</summary>
public enum SmokeStep
{
    Reach,
    Upload,
    Process,
    Fetch,
    Browse,
    Delete,
}

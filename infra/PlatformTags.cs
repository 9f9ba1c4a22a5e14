using Vignette.Infra.Configuration;

namespace Vignette.Infra;

/// <summary>What every resource is tagged with: by these one finds what a deployment has and what it costs.</summary>
internal static class PlatformTags
{
    public static Dictionary<string, string> Of(DeploymentEnvironment environment) => new(ForCosts(environment)) { ["managed-by"] = "pulumi" };

    /// <summary>Those of them that say whose costs a thing's are.</summary>
    public static Dictionary<string, string> ForCosts(DeploymentEnvironment environment) => new()
    {
        ["application"] = Settings.Project,
        ["environment"] = environment.ToString().ToLowerInvariant(),
    };
}

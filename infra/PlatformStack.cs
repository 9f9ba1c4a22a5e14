using Pulumi;
using Vignette.Infra.Configuration;

namespace Vignette.Infra;

/// <summary>The platform: what one <c>pulumi up</c> deploys.</summary>
public sealed class PlatformStack : Stack
{
    public PlatformStack()
    {
        var settings = Settings.From(StackConfiguration.OfProcess(Deployment.Instance.ProjectName));
        Region = Output.Create(settings.Region);
    }

    /// <summary>Where it is.</summary>
    [Output("region")]
    public Output<string> Region { get; private set; }
}

using Pulumi;

namespace Vignette.Infra.Web;

public sealed record CertificateArgs
{
    public required string Domain { get; init; }

    /// <summary>The id of the domain's zone, in which it is shown that the domain is one's own.</summary>
    public required Input<string> HostedZone { get; init; }
}

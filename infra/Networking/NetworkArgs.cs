using Vignette.Infra.Configuration;
using Vignette.Pipeline.Hosting;

namespace Vignette.Infra.Networking;

public sealed record NetworkArgs
{
    public required NetworkSettings Settings { get; init; }

    /// <summary>Where it is; the endpoints' names have it.</summary>
    public required string Region { get; init; }

    /// <summary>How long the record of what went where is kept.</summary>
    public required int LogRetentionDays { get; init; }

    /// <summary>Whether the load balancer speaks TLS too.</summary>
    public required bool HasTls { get; init; }

    /// <inheritdoc cref="SecurityGroupsArgs.HasUserPool"/>
    public required bool HasUserPool { get; init; }

    /// <summary>Where hosts of the gallery listen; null where a function is the gallery and the load balancer needs no way to it.</summary>
    public required int? WebPort { get; init; }

    /// <summary>Where the database listens.</summary>
    public int DatabasePort { get; init; } = DefaultDatabasePort;

    /// <summary>Not MySQL's own port, which is the first that anybody tries (RDS.23).</summary>
    public const int DefaultDatabasePort = 3307;

    public static NetworkArgs From(Settings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new NetworkArgs
        {
            Settings = settings.Network,
            Region = settings.Region,
            LogRetentionDays = settings.LogRetentionDays,
            HasTls = settings.Web.Domain is not null,
            HasUserPool = settings.SignIn.Mode == SignInMode.Cognito,
            WebPort = settings.Web.Hosting == WebHosting.Asg ? new WebTier().Port : null,
        };
    }
}

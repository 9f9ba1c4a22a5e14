using System.Collections.Immutable;
using Pulumi;
using Vignette.Infra.Configuration;
using Vignette.Infra.Networking;

namespace Vignette.Infra.Databases;

public sealed record DatabaseArgs
{
    /// <summary>What its name in the account and region begins with.</summary>
    public required string IdentifierPrefix { get; init; }

    public required DatabaseSettings Settings { get; init; }

    /// <summary>Where it is: subnets that have no way to the internet.</summary>
    public required Output<ImmutableArray<string>> SubnetIds { get; init; }

    public required Output<string> SecurityGroupId { get; init; }

    /// <summary>Where it listens.</summary>
    public int Port { get; init; } = NetworkArgs.DefaultDatabasePort;

    /// <summary>Whether it, and its backups, outlive <c>pulumi destroy</c>.</summary>
    public required bool DeletionProtection { get; init; }

    public required int LogRetentionDays { get; init; }

    public static DatabaseArgs From(Settings settings, Network network)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(network);
        return new DatabaseArgs
        {
            IdentifierPrefix = $"{Configuration.Settings.Project}-{settings.Environment.ToString().ToLowerInvariant()}",
            Settings = settings.Database,
            SubnetIds = network.IsolatedSubnetIds,
            SecurityGroupId = network.SecurityGroups.Database,
            DeletionProtection = settings.DeletionProtection,
            LogRetentionDays = settings.LogRetentionDays,
        };
    }
}

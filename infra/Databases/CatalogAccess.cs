using System.Globalization;
using Pulumi;
using Vignette.Infra.Access;
using Vignette.Infra.Configuration;
using Vignette.Schema.MySql;

namespace Vignette.Infra.Databases;

/// <summary>How all programs but the migration reach the catalog: as <see cref="Database.ApplicationUser"/>, who signs in by IAM.</summary>
public sealed record CatalogAccess
{
    public required string Region { get; init; }

    public required Output<string> Host { get; init; }

    public required int Port { get; init; }

    /// <summary>The database's, by which rights to sign in name it.</summary>
    public required Output<string> ResourceId { get; init; }

    /// <summary>What the program's environment says of it.</summary>
    public IReadOnlyDictionary<string, Output<string>> Variables => new Dictionary<string, Output<string>>
    {
        [MySqlOptions.HostVariable] = Host,
        [MySqlOptions.PortVariable] = Output.Create(Port.ToString(CultureInfo.InvariantCulture)),
        [MySqlOptions.NameVariable] = Output.Create(Database.Schema),
        [MySqlOptions.UserVariable] = Output.Create(Database.ApplicationUser),
    };

    public static CatalogAccess From(Settings settings, Database database)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(database);
        return new CatalogAccess
        {
            Region = settings.Region,
            Host = database.Host,
            Port = Networking.NetworkArgs.DefaultDatabasePort,
            ResourceId = database.ResourceId,
        };
    }

    internal PolicyStatement SignIn(Output<string> account) => new()
    {
        Sid = "SignInToCatalog",
        Action = ["rds-db:connect"],
        Resource = [Output.Format($"arn:aws:rds-db:{Region}:{account}:dbuser:{ResourceId}/{Database.ApplicationUser}")],
    };
}

using MySqlConnector;
using Vignette.Conformance.Catalog;
using Vignette.Schema.Database;
using Vignette.Schema.Migrations;
using Vignette.Tests.MySql;

namespace Vignette.Schema.MySql.Tests;

/// <summary>Schemas on the tests' server, each with a name of its own.</summary>
internal sealed class MySqlDatabaseFactory(MySqlServer server) : ICatalogDatabaseFactory
{
    private readonly List<string> _made = [];

    /// <summary>Options for a new, empty schema. Skips the test where there is no server.</summary>
    public async Task<MySqlOptions> CreateSchemaAsync(CancellationToken cancellationToken)
    {
        server.SkipUnlessThere();
        var name = server.NextSchema();
        _made.Add(name);
        await ExecuteAsync($"CREATE DATABASE {name}", cancellationToken);
        return OptionsFor(name);
    }

    public MySqlOptions OptionsFor(string schema) => new()
    {
        Host = server.Host,
        Port = server.Port,
        Database = schema,
        User = server.User,
        Password = server.Password,
        CertificatesFile = server.CertificatesFile,
        PoolSize = 16,
    };

    // The clock of the database's own pauses is the real one: a test's stands still.
    public static MySqlCatalogDatabase Open(MySqlOptions options) => MySqlCatalogDatabase.Open(options, TimeProvider.System);

    public async Task<ICatalogDatabase> CreateAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var database = Open(await CreateSchemaAsync(cancellationToken));
        await new Migrator(database, time).MigrateAsync(cancellationToken);
        return database;
    }

    /// <summary>Runs a statement as who may do everything.</summary>
    public async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        var settings = OptionsFor("").ToConnectionString();
        (settings.Password, settings.Pooling) = (server.Password, false);
        await using var connection = new MySqlConnection(settings.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var name in _made)
        {
            await ExecuteAsync($"DROP DATABASE IF EXISTS {name}", CancellationToken.None);
        }
    }
}

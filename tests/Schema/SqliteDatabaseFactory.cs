using Vignette.Conformance.Catalog;
using Vignette.Schema.Database;
using Vignette.Schema.Migrations;
using Vignette.Schema.Sqlite;
using Vignette.Tests;

namespace Vignette.Schema.Tests;

/// <summary>SQLite databases in a temporary folder.</summary>
internal sealed class SqliteDatabaseFactory : ICatalogDatabaseFactory
{
    private readonly TemporaryFolder _folder = new();

    public string Path => _folder.File("catalog.db");

    public async Task<ICatalogDatabase> CreateAsync(TimeProvider time, CancellationToken cancellationToken) => await OpenAsync(Path, time, cancellationToken);

    public static async Task<SqliteCatalogDatabase> OpenAsync(string path, TimeProvider time, CancellationToken cancellationToken)
    {
        var database = SqliteCatalogDatabase.Open(path);
        await new Migrator(database, time).MigrateAsync(cancellationToken);
        return database;
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}

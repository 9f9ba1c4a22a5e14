using Vignette.Cli.Local;
using Vignette.Schema.Accounts;
using Vignette.Schema.Migrations;
using Vignette.Schema.Sqlite;

namespace Vignette.Cli.Commands.Users;

/// <summary>The accounts of a data folder, beside a platform that may be running on it.</summary>
internal sealed class LocalAccounts : IAsyncDisposable
{
    private readonly SqliteCatalogDatabase _database;

    private LocalAccounts(SqliteCatalogDatabase database) =>
        (_database, Directory, Tokens) = (database, new AccountDirectory(database, TimeProvider.System), new ApiTokens(database, TimeProvider.System));

    public AccountDirectory Directory { get; }

    public ApiTokens Tokens { get; }

    /// <exception cref="StartFailure">The folder cannot be used.</exception>
    public static async Task<LocalAccounts> OpenAsync(string folder, CancellationToken cancellationToken)
    {
        var database = SqliteCatalogDatabase.Open(DataFolder.DatabaseOf(folder));
        try
        {
            await new Migrator(database, TimeProvider.System).MigrateAsync(cancellationToken);
            return new LocalAccounts(database);
        }
        catch (Exception fault)
        {
            await database.DisposeAsync();
            throw fault is SchemaMismatchException ? new StartFailure(fault.Message, fault) : fault;
        }
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();
}

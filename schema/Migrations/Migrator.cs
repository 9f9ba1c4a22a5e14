using Vignette.Schema.Database;

namespace Vignette.Schema.Migrations;

/// <summary>Brings a database to the schema of this program. Harmless where it is there already, and when several do it at once.</summary>
public sealed class Migrator
{
    private const string Table = "schema_migrations";

    private readonly ICatalogDatabase _database;
    private readonly TimeProvider _time;
    private readonly IReadOnlyList<Migration> _migrations;

    public Migrator(ICatalogDatabase database, TimeProvider time)
        : this(database, time, Migration.All((database ?? throw new ArgumentNullException(nameof(database))).Dialect))
    {
    }

    internal Migrator(ICatalogDatabase database, TimeProvider time, IReadOnlyList<Migration> migrations) =>
        (_database, _time, _migrations) = (database, time, migrations);

    /// <summary>The schema that this program works with.</summary>
    public SchemaVersion Target => SchemaVersion.Of(_database.Dialect);

    /// <summary>The number of the last migration that the database has; 0 for an empty one. Changes nothing.</summary>
    public Task<int> VersionAsync(CancellationToken cancellationToken) => _database.QueryAsync(
        async (sql, token) =>
            await sql.FirstAsync(_database.Dialect.CountTables, [("@table", Table)], row => row.GetInt32(0), token) == 0
                ? 0
                : await sql.FirstAsync($"SELECT COALESCE(MAX(number), 0) FROM {Table}", [], row => row.GetInt32(0), token),
        cancellationToken);

    /// <summary>
    /// Applies what is missing, each migration in a transaction, or in steps that can be gone on with where the engine has
    /// no such transactions. Returns how many there were.
    /// </summary>
    /// <exception cref="SchemaMismatchException">The database is newer than this program, or was made by other migrations.</exception>
    public async Task<int> MigrateAsync(CancellationToken cancellationToken)
    {
        if (!_database.Dialect.HasTransactionalDdl)
        {
            return await _database.ChangeAsync(
                (sql, token) =>
                {
                    var steps = new MigrationSteps(sql, _database.Dialect, _time);
                    return steps.AloneAsync(() => ApplyAllAsync(sql, steps, token), token);
                },
                cancellationToken);
        }

        var count = 0;
        foreach (var migration in _migrations)
        {
            // Looked up in the same transaction: another process may be at it.
            count += await _database.ChangeAsync((sql, token) => ApplyAsync(sql, migration, token), cancellationToken);
        }

        return count;
    }

    private async Task<int> ApplyAllAsync(Sql sql, MigrationSteps steps, CancellationToken cancellationToken)
    {
        await CreateTableAsync(sql, cancellationToken);
        var applied = await AppliedAsync(sql, cancellationToken);
        Check(applied);
        var missing = _migrations.Where(migration => applied.All(row => row.Number != migration.Number)).ToList();
        foreach (var migration in missing)
        {
            await steps.ApplyAsync(migration, () => RecordAsync(sql, migration, cancellationToken), cancellationToken);
        }

        return missing.Count;
    }

    private async Task<int> ApplyAsync(Sql sql, Migration migration, CancellationToken cancellationToken)
    {
        await CreateTableAsync(sql, cancellationToken);
        var applied = await AppliedAsync(sql, cancellationToken);
        Check(applied);
        if (applied.Any(row => row.Number == migration.Number))
        {
            return 0;
        }

        await sql.ExecuteAsync(migration.Text, [], cancellationToken);
        return await RecordAsync(sql, migration, cancellationToken);
    }

    private static Task<int> CreateTableAsync(Sql sql, CancellationToken cancellationToken) => sql.ExecuteAsync(
        """
        CREATE TABLE IF NOT EXISTS schema_migrations (
            number     INTEGER      NOT NULL PRIMARY KEY,
            name       VARCHAR(200) NOT NULL,
            sha256     CHAR(64)     NOT NULL,
            applied_at BIGINT       NOT NULL
        )
        """,
        [],
        cancellationToken);

    private static Task<List<(int Number, string Digest)>> AppliedAsync(Sql sql, CancellationToken cancellationToken) => sql.QueryAsync(
        "SELECT number, sha256 FROM schema_migrations",
        [],
        row => (Number: row.GetInt32(0), Digest: row.GetString(1)),
        cancellationToken);

    private Task<int> RecordAsync(Sql sql, Migration migration, CancellationToken cancellationToken) => sql.ExecuteAsync(
        "INSERT INTO schema_migrations (number, name, sha256, applied_at) VALUES (@number, @name, @sha256, @now)",
        [("@number", migration.Number), ("@name", migration.Name), ("@sha256", migration.Digest), ("@now", _time.Now())],
        cancellationToken);

    private void Check(List<(int Number, string Digest)> applied)
    {
        foreach (var (number, digest) in applied)
        {
            var known = _migrations.FirstOrDefault(migration => migration.Number == number)
                ?? throw new SchemaMismatchException($"The database has schema {number}, this program knows only {_migrations[^1].Number}: it needs a newer program.");
            if (known.Digest != digest)
            {
                throw new SchemaMismatchException($"The database was made by another text of migration {known.Name}: a migration must not change once it was applied.");
            }
        }
    }
}

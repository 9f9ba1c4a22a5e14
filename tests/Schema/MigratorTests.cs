using Vignette.Conformance.Catalog;
using Vignette.Schema.Migrations;
using Vignette.Schema.Sqlite;
using Vignette.Tests;

namespace Vignette.Schema.Tests;

public sealed class MigratorTests : IAsyncDisposable
{
    private static readonly Migration First = new(1, "0001_first", "CREATE TABLE a (n INTEGER);\nINSERT INTO a VALUES (1);");
    private static readonly Migration Second = new(2, "0002_second", "INSERT INTO a VALUES (2);");

    private readonly ManualTimeProvider _clock = new();
    private readonly SqliteDatabaseFactory _factory = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _factory.DisposeAsync();

    [Fact]
    public async Task Each_migration_is_applied_once()
    {
        await using var database = SqliteCatalogDatabase.Open(_factory.Path);
        (await MigrateAsync(database, First)).ShouldBe(1);
        (await MigrateAsync(database, First, Second)).ShouldBe(1);
        (await MigrateAsync(database, First, Second)).ShouldBe(0);
        (await CountAsync(database, "a")).ShouldBe(2);
    }

    [Fact]
    public async Task The_version_of_a_database_is_told_without_a_change_to_it()
    {
        await using var database = SqliteCatalogDatabase.Open(_factory.Path);
        var migrator = new Migrator(database, _clock);
        (await migrator.VersionAsync(Token)).ShouldBe(0);
        (await migrator.VersionAsync(Token)).ShouldBe(0);

        await migrator.MigrateAsync(Token);
        (await migrator.VersionAsync(Token)).ShouldBe(migrator.Target.Number);
    }

    [Fact]
    public async Task Many_may_migrate_at_once()
    {
        var databases = Enumerable.Range(0, 4).Select(_ => SqliteCatalogDatabase.Open(_factory.Path)).ToList();
        var counts = await Task.WhenAll(databases.Select(database => Task.Run(() => MigrateAsync(database, First, Second), Token)));
        counts.Sum().ShouldBe(2);
        (await CountAsync(databases[0], "a")).ShouldBe(2);
        foreach (var database in databases)
        {
            await database.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_newer_database_is_refused()
    {
        await using var database = SqliteCatalogDatabase.Open(_factory.Path);
        await MigrateAsync(database, First, Second);
        (await Should.ThrowAsync<SchemaMismatchException>(() => MigrateAsync(database, First))).Message.ShouldContain("needs a newer program");
    }

    [Fact]
    public async Task A_migration_whose_text_changed_is_refused()
    {
        await using var database = SqliteCatalogDatabase.Open(_factory.Path);
        await MigrateAsync(database, First);
        (await Should.ThrowAsync<SchemaMismatchException>(() => MigrateAsync(database, First with { Text = "SELECT 1" }, Second))).Message.ShouldContain("0001_first");
        (await CountAsync(database, "a")).ShouldBe(1);
    }

    [Fact]
    public async Task A_migration_that_fails_leaves_nothing()
    {
        await using var database = SqliteCatalogDatabase.Open(_factory.Path);
        await MigrateAsync(database, First);
        var broken = new Migration(2, "0002_broken", "INSERT INTO a VALUES (2); INSERT INTO nowhere VALUES (1);");
        await Should.ThrowAsync<Exception>(() => MigrateAsync(database, First, broken));
        (await CountAsync(database, "a")).ShouldBe(1);
        (await MigrateAsync(database, First, Second)).ShouldBe(1);
    }

    [Fact]
    public void Line_ends_do_not_change_a_migration() =>
        (First with { Text = First.Text.Replace("\n", "\r\n", StringComparison.Ordinal) }).Digest.ShouldBe(First.Digest);

    [Fact]
    public async Task The_product_migrations_are_numbered_without_gaps_and_make_the_schema_version()
    {
        await using var database = SqliteCatalogDatabase.Open(_factory.Path);
        var all = Migration.All(database.Dialect);
        all.Select(migration => migration.Number).ShouldBe(Enumerable.Range(1, all.Count));

        (await new Migrator(database, _clock).MigrateAsync(Token)).ShouldBe(all.Count);
        var version = SchemaVersion.Of(database.Dialect);
        version.Number.ShouldBe(all.Count);
        version.Digest.Length.ShouldBe(64);
        (await CountAsync(database, "images")).ShouldBe(0);
    }

    [Fact]
    public async Task A_filled_database_of_the_schema_before_is_upgraded_and_the_program_before_goes_on_with_it()
    {
        await using var database = SqliteCatalogDatabase.Open(_factory.Path);
        await MigrateAsync(database, [.. Migration.All(database.Dialect).Take(2)]);
        var id = await ReleasedCatalog.FillAsync(database, _clock);

        (await new Migrator(database, _clock).MigrateAsync(Token)).ShouldBeGreaterThan(0);
        await ReleasedCatalog.ShouldBeUpgradedAsync(database, _clock, id);

        await ReleasedCatalog.ShouldBeReadAsync(database, _clock, await ReleasedCatalog.FillAsync(database, _clock));
    }

    private Task<int> MigrateAsync(SqliteCatalogDatabase database, params Migration[] migrations) => new Migrator(database, _clock, migrations).MigrateAsync(Token);

    private static Task<long> CountAsync(SqliteCatalogDatabase database, string table) => database.ReadAsync(
        async (connection, token) =>
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT COUNT(*) FROM {table}";
            return (long)(await command.ExecuteScalarAsync(token))!;
        },
        Token);
}

using Vignette.Conformance.Catalog;
using Vignette.Schema.Database;
using Vignette.Schema.Migrations;
using Vignette.Tests;
using Vignette.Tests.MySql;

namespace Vignette.Schema.MySql.Tests;

public sealed class MySqlMigratorTests(MySqlServer server) : IAsyncLifetime
{
    private static readonly Migration First = new(1, "0001_first", "-- Numbers; all of them.\nCREATE TABLE IF NOT EXISTS a (n INTEGER);\nINSERT INTO a\nVALUES (1);\n");
    private static readonly Migration Second = new(2, "0002_second", "INSERT INTO a VALUES (2);");

    private readonly ManualTimeProvider _clock = new();
    private readonly MySqlDatabaseFactory _factory = new(server);
    private MySqlOptions _options = null!;
    private MySqlCatalogDatabase _database = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _options = await _factory.CreateSchemaAsync(Token);
        _database = MySqlDatabaseFactory.Open(_options);
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        await _factory.DisposeAsync();
    }

    [Fact]
    public async Task Each_migration_is_applied_once()
    {
        (await MigrateAsync(First)).ShouldBe(1);
        (await MigrateAsync(First, Second)).ShouldBe(1);
        (await MigrateAsync(First, Second)).ShouldBe(0);
        (await CountAsync("a")).ShouldBe(2);
    }

    [Fact]
    public async Task Many_may_migrate_at_once()
    {
        var databases = Enumerable.Range(0, 4).Select(_ => MySqlDatabaseFactory.Open(_options)).ToList();
        var counts = await Task.WhenAll(databases.Select(database => new Migrator(database, _clock, [First, Second]).MigrateAsync(Token)));
        counts.Sum().ShouldBe(2);
        (await CountAsync("a")).ShouldBe(2);
        foreach (var database in databases)
        {
            await database.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_newer_database_is_refused()
    {
        await MigrateAsync(First, Second);
        (await Should.ThrowAsync<SchemaMismatchException>(() => MigrateAsync(First))).Message.ShouldContain("needs a newer program");
        (await Migrator(First).VersionAsync(Token)).ShouldBe(2);
    }

    [Fact]
    public async Task An_older_database_is_told()
    {
        (await Migrator(First).VersionAsync(Token)).ShouldBe(0);
        await MigrateAsync(First);
        (await Migrator(First, Second).VersionAsync(Token)).ShouldBe(1);
    }

    [Fact]
    public async Task A_migration_whose_text_changed_is_refused()
    {
        await MigrateAsync(First);
        (await Should.ThrowAsync<SchemaMismatchException>(() => MigrateAsync(First with { Text = "SELECT 1" }, Second))).Message.ShouldContain("0001_first");
        (await CountAsync("a")).ShouldBe(1);
    }

    [Fact]
    public async Task A_migration_that_fails_is_gone_on_with_where_it_failed()
    {
        var broken = new Migration(2, "0002_broken", "INSERT INTO a VALUES (2);\nCREATE TABLE b (n INTEGER);\nINSERT INTO nowhere VALUES (1);\nINSERT INTO a VALUES (3);");
        await Should.ThrowAsync<Exception>(() => MigrateAsync(First, broken));
        await Should.ThrowAsync<Exception>(() => MigrateAsync(First, broken));
        (await CountAsync("a")).ShouldBe(2);

        var mended = broken with { Text = broken.Text.Replace("nowhere", "b", StringComparison.Ordinal) };
        (await MigrateAsync(First, mended)).ShouldBe(1);
        (await CountAsync("a")).ShouldBe(3);
        (await CountAsync("b")).ShouldBe(1);
        (await CountAsync("schema_migration_steps")).ShouldBe(0);
    }

    [Fact]
    public async Task Of_a_migration_that_stopped_nothing_that_was_applied_may_change()
    {
        var broken = new Migration(1, "0001_broken", "CREATE TABLE a (n INTEGER);\nINSERT INTO nowhere VALUES (1);");
        await Should.ThrowAsync<Exception>(() => MigrateAsync(broken));
        (await Should.ThrowAsync<SchemaMismatchException>(() => MigrateAsync(broken with { Text = "CREATE TABLE c (n INTEGER);" }))).Message.ShouldContain("0001_broken");
    }

    [Fact]
    public async Task A_statement_that_a_crash_left_done_is_run_again_without_harm()
    {
        // Done, and not recorded: what the crash of a server between the two leaves.
        await _factory.ExecuteAsync($"CREATE TABLE {_options.Database}.a (n INTEGER)", Token);
        (await MigrateAsync(First)).ShouldBe(1);
        (await CountAsync("a")).ShouldBe(1);
    }

    [Fact]
    public async Task The_product_migrations_fit_InnoDB()
    {
        var all = Migration.All(_database.Dialect);
        all.Select(migration => migration.Number).ShouldBe(Enumerable.Range(1, all.Count));
        (await new Migrator(_database, _clock).MigrateAsync(Token)).ShouldBe(all.Count);
        (await new Migrator(_database, _clock).VersionAsync(Token)).ShouldBe(all.Count);
        SchemaVersion.Of(new MySqlDialect()).Number.ShouldBe(all.Count);

        var keys = await _database.QueryAsync(
            (sql, token) => sql.QueryAsync(
                """
                SELECT CONCAT(s.TABLE_NAME, '.', s.INDEX_NAME), CAST(SUM(COALESCE(s.SUB_PART * 4, c.CHARACTER_OCTET_LENGTH, 8)) AS SIGNED)
                FROM information_schema.STATISTICS s JOIN information_schema.COLUMNS c
                    ON c.TABLE_SCHEMA = s.TABLE_SCHEMA AND c.TABLE_NAME = s.TABLE_NAME AND c.COLUMN_NAME = s.COLUMN_NAME
                WHERE s.TABLE_SCHEMA = DATABASE() AND s.INDEX_TYPE = 'BTREE' AND s.TABLE_NAME NOT LIKE 'schema_%' GROUP BY 1
                """,
                [],
                row => (Name: row.GetString(0), Bytes: row.GetInt64(1)),
                token),
            Token);
        keys.Count.ShouldBeGreaterThan(12);
        keys.ShouldAllBe(key => key.Bytes <= 3072);

        var collations = await _database.QueryAsync(
            (sql, token) => sql.QueryAsync(
                "SELECT DISTINCT COLLATION_NAME FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND COLLATION_NAME IS NOT NULL AND TABLE_NAME NOT LIKE 'schema_%'",
                [],
                row => row.GetString(0),
                token),
            Token);
        collations.ShouldBe(["utf8mb4_0900_bin", "ascii_bin"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_filled_database_of_the_schema_before_is_upgraded_and_the_program_before_goes_on_with_it()
    {
        await MigrateAsync(Released());
        var id = await ReleasedCatalog.FillAsync(_database, _clock);

        (await new Migrator(_database, _clock).MigrateAsync(Token)).ShouldBeGreaterThan(0);
        await ReleasedCatalog.ShouldBeUpgradedAsync(_database, _clock, id);

        await ReleasedCatalog.ShouldBeReadAsync(_database, _clock, await ReleasedCatalog.FillAsync(_database, _clock));
    }

    [Theory]
    [InlineData(2, 6)]
    [InlineData(3, 2)]
    public async Task An_upgrade_that_crashed_between_any_statement_and_its_record_is_gone_on_with(int number, int atLeast)
    {
        var all = Migration.All(_database.Dialect);
        var upgrade = all[number - 1];
        var statements = MigrationSteps.Of(upgrade.Text);
        statements.Count.ShouldBeGreaterThanOrEqualTo(atLeast);
        for (var crashed = 0; crashed < statements.Count; crashed++)
        {
            await using var database = MySqlDatabaseFactory.Open(await _factory.CreateSchemaAsync(Token));
            await new Migrator(database, _clock, Released()).MigrateAsync(Token);
            var id = await ReleasedCatalog.FillAsync(database, _clock);

            // What breaks off at the next statement, and that statement then done without its record; rows are never without it.
            var broken = upgrade with { Text = string.Join(";\n", [.. statements.Take(crashed), "INSERT INTO nowhere VALUES (1);"]) };
            await Should.ThrowAsync<Exception>(() => new Migrator(database, _clock, [.. all.Take(number - 1), broken]).MigrateAsync(Token));
            if (!statements[crashed].Contains("INSERT", StringComparison.Ordinal))
            {
                await database.ChangeAsync((sql, token) => sql.ExecuteAsync(statements[crashed], [], token), Token);
            }

            (await new Migrator(database, _clock).MigrateAsync(Token)).ShouldBeGreaterThan(0, statements[crashed]);
            await ReleasedCatalog.ShouldBeUpgradedAsync(database, _clock, id);
        }
    }

    [Fact]
    public async Task What_is_there_already_is_no_excuse_where_nothing_crashed()
    {
        await MigrateAsync(First);
        await _factory.ExecuteAsync($"ALTER TABLE {_options.Database}.a ADD COLUMN m INTEGER", Token);
        await Should.ThrowAsync<Exception>(() => MigrateAsync(First, new Migration(2, "0002_column", "ALTER TABLE a ADD COLUMN m INTEGER;")));
    }

    [Fact]
    public void Statements_end_with_a_semicolon_at_the_end_of_a_line() =>
        MigrationSteps.Of("-- One; two\nA ';' b;  \r\n\r\n-- Last.\nC;\n-- Nothing;\n").ShouldBe(["-- One; two\nA ';' b", "-- Last.\nC"]);

    private Migration[] Released() => [.. Migration.All(_database.Dialect).Take(1)];

    private Migrator Migrator(params Migration[] migrations) => new(_database, _clock, migrations);

    private Task<int> MigrateAsync(params Migration[] migrations) => Migrator(migrations).MigrateAsync(Token);

    private Task<long> CountAsync(string table) => _database.QueryAsync((sql, token) => sql.FirstAsync($"SELECT COUNT(*) FROM {table}", [], row => row.GetInt64(0), token), Token);
}

using System.Data.Common;
using Vignette.Conformance.Catalog;
using Vignette.Schema.Catalog;
using Vignette.Schema.Database;
using Vignette.Schema.Migrations;
using Vignette.Tests;
using Vignette.Tests.MySql;

namespace Vignette.Schema.MySql.Tests;

/// <summary>On a server of their own, which they kill.</summary>
public sealed class OutageTests : IAsyncLifetime
{
    private readonly MySqlServer _server = new();
    private MySqlDatabaseFactory _factory = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _server.InitializeAsync();
        _factory = new MySqlDatabaseFactory(_server);
    }

    // Its schemas go with the server.
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task What_was_written_before_a_crash_is_there_and_the_pool_recovers()
    {
        await using var database = await _factory.CreateAsync(new ManualTimeProvider(), Token);
        var catalog = new CatalogFixture(database, new ManualTimeProvider());
        var written = new List<ImageId>();

        // Many at once, so that the pool is full of connections that break.
        written.AddRange(await Task.WhenAll(Enumerable.Range(0, 30).Select(i => catalog.StoreAsync($"{i}.jpg"))));
        await _server.KillAsync();

        var failure = await Should.ThrowAsync<CatalogAwayException>(() => catalog.StoreAsync());
        failure.IsTransient.ShouldBeTrue();
        (await Should.ThrowAsync<CatalogAwayException>(() => catalog.Reader.PingAsync(Token))).IsTransient.ShouldBeTrue();

        await _server.StartAsync();
        written.AddRange(await Task.WhenAll(Enumerable.Range(0, 30).Select(i => catalog.StoreAsync($"late{i}.jpg"))));
        (await catalog.ListAsync(new ImageQuery())).ShouldBe(written, ignoreOrder: true);
    }

    [Fact]
    public async Task A_restart_between_two_calls_is_not_noticed()
    {
        await using var database = await _factory.CreateAsync(new ManualTimeProvider(), Token);
        var catalog = new CatalogFixture(database, new ManualTimeProvider());
        await Task.WhenAll(Enumerable.Range(0, 30).Select(i => catalog.StoreAsync($"{i}.jpg")));

        await _server.KillAsync();
        await _server.StartAsync();

        var id = await catalog.CompleteAsync("tea.jpg", "A teapot", "tea");
        (await catalog.SearchAsync("teapot")).ShouldBe([id]);
    }

    [Fact]
    public async Task A_migration_that_a_crash_stopped_is_gone_on_with()
    {
        var options = await _factory.CreateSchemaAsync(Token);
        await using var database = MySqlDatabaseFactory.Open(options);
        Migration migration = new(1, "0001_slow", "CREATE TABLE IF NOT EXISTS a (n INT);\nINSERT INTO a VALUES (1);\nDO (SELECT SLEEP(seconds) FROM pause);\nCREATE TABLE IF NOT EXISTS b (n INT);\nINSERT INTO a VALUES (2);");
        await _factory.ExecuteAsync($"CREATE TABLE {options.Database}.pause (seconds INT)", Token);
        await _factory.ExecuteAsync($"INSERT INTO {options.Database}.pause VALUES (600)", Token);

        // Both wait: one in the third statement, one for the other.
        var first = MigrateAsync();
        var second = MigrateAsync();
        await Eventually.BeAsync(async () => await CountAsync(database, "information_schema.PROCESSLIST WHERE INFO LIKE 'DO (%'") == 1);
        await _server.KillAsync();
        await Should.ThrowAsync<DbException>(() => first);
        await Should.ThrowAsync<DbException>(() => second);

        await _server.StartAsync();
        (await CountAsync(database, "a")).ShouldBe(1);
        await _factory.ExecuteAsync($"UPDATE {options.Database}.pause SET seconds = 0", Token);
        (await MigrateAsync()).ShouldBe(1);
        (await CountAsync(database, "a")).ShouldBe(2);
        (await CountAsync(database, "b")).ShouldBe(0);

        async Task<int> MigrateAsync()
        {
            await using var migrating = MySqlDatabaseFactory.Open(options with { PoolSize = 1 });
            return await new Migrator(migrating, TimeProvider.System, [migration]).MigrateAsync(Token);
        }
    }

    private static Task<long> CountAsync(ICatalogDatabase database, string from) =>
        database.QueryAsync((sql, token) => sql.FirstAsync($"SELECT COUNT(*) FROM {from}", [], row => row.GetInt64(0), token), Token);
}

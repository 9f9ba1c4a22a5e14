using System.Security.Cryptography;
using MySqlConnector;
using Vignette.Conformance.Catalog;
using Vignette.Schema.Database;
using Vignette.Tests;
using Vignette.Tests.MySql;

namespace Vignette.Schema.MySql.Tests;

/// <summary>On a server that has no IAM, hence with a password; all else is as on Amazon's.</summary>
public sealed class ApplicationUserTests(MySqlServer server) : IAsyncLifetime
{
    private const string Password = "a-password-for-tests";
    private const string ByPassword = $"WITH caching_sha2_password BY '{Password}'";

    private readonly MySqlDatabaseFactory _factory = new(server);
    private readonly string _name = $"app-{RandomNumberGenerator.GetHexString(16, lowercase: true)}";
    private MySqlCatalogDatabase _owner = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private MySqlOptions Options => _owner.Options with { User = _name, Password = Password };

    public async ValueTask InitializeAsync() => _owner = (MySqlCatalogDatabase)await _factory.CreateAsync(new ManualTimeProvider(), Token);

    public async ValueTask DisposeAsync()
    {
        if (_owner is not null)
        {
            await _factory.ExecuteAsync($"DROP USER IF EXISTS '{_name}'@'%'", CancellationToken.None);
            await _owner.DisposeAsync();
        }

        await _factory.DisposeAsync();
    }

    [Fact]
    public async Task It_can_do_what_the_platform_does_and_no_more()
    {
        await EnsureAsync();
        await EnsureAsync();

        await using var database = MySqlDatabaseFactory.Open(Options);
        var catalog = new CatalogFixture(database, new ManualTimeProvider());
        var id = await catalog.CompleteAsync("a.jpg", "A teapot", "tea");
        (await catalog.SearchAsync("teapot")).ShouldBe([id]);
        await catalog.Removals.MarkAsync(id, Token);
        await catalog.Removals.PurgeAsync(id, Token);

        // A schema whose name the grant must not take for a pattern: vignette_1 would be vignetteX1, too.
        var sibling = _owner.Options.Database.Replace('_', 'X');
        await _factory.ExecuteAsync($"CREATE DATABASE {sibling}", Token);
        await _factory.ExecuteAsync($"CREATE TABLE {sibling}.t (n INT)", Token);
        foreach (var sql in (string[])["CREATE TABLE x (n INT)", "DROP TABLE images", "ALTER TABLE images ADD COLUMN x INT", "CREATE USER 'x'@'%'", "SELECT User FROM mysql.user", "TRUNCATE TABLE tasks", $"INSERT INTO {sibling}.t VALUES (1)"])
        {
            var failure = await Should.ThrowAsync<MySqlException>(() => database.ChangeAsync((s, token) => s.ExecuteAsync(sql, [], token), Token), sql);
            failure.Message.ShouldContain("denied", Case.Insensitive, sql);
        }

        await _factory.ExecuteAsync($"DROP DATABASE {sibling}", Token);
    }

    [Fact]
    public async Task It_is_let_in_encrypted_only_whatever_the_server_asks_for()
    {
        await EnsureAsync();
        (await RowAsync($"SELECT ssl_type FROM mysql.user WHERE User = '{_name}'")).ShouldBe("ANY");
    }

    [Fact]
    public async Task More_rights_are_taken_away()
    {
        await EnsureAsync();
        await _factory.ExecuteAsync($"GRANT ALL ON *.* TO '{_name}'@'%' WITH GRANT OPTION", Token);
        await _factory.ExecuteAsync($"ALTER USER '{_name}'@'%' REQUIRE NONE", Token);
        await EnsureAsync();

        (await RowAsync($"SELECT ssl_type FROM mysql.user WHERE User = '{_name}'")).ShouldBe("ANY");
        var grants = await _owner.QueryAsync((sql, token) => sql.QueryAsync($"SHOW GRANTS FOR '{_name}'@'%'", [], row => row.GetString(0), token), Token);
        grants.ShouldBe([$"GRANT USAGE ON *.* TO `{_name}`@`%`", $"GRANT SELECT, INSERT, UPDATE, DELETE ON `{_owner.Options.Database.Replace("_", "\\_", StringComparison.Ordinal)}`.* TO `{_name}`@`%`"]);
    }

    [Fact]
    public async Task Several_may_make_it_at_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => EnsureAsync()));
        await using var database = MySqlDatabaseFactory.Open(Options);
        await database.QueryAsync((sql, token) => sql.FirstAsync("SELECT COUNT(*) FROM images", [], row => row.GetInt64(0), token), Token);
    }

    [Fact]
    public async Task On_Amazons_it_signs_in_by_IAM()
    {
        // This server does not know the plugin, and says which it was asked for.
        var failure = await Should.ThrowAsync<MySqlException>(() => new ApplicationUser(_owner).EnsureAsync(_name, Token));
        failure.Message.ShouldContain("AWSAuthenticationPlugin");
    }

    [Theory]
    [InlineData("")]
    [InlineData("a'b")]
    [InlineData("a b")]
    [InlineData("name\n")]
    [InlineData("abcdefghijklmnopqrstuvwxyzabcdefg")]
    public async Task A_name_that_is_none_is_refused(string name) =>
        await Should.ThrowAsync<ArgumentException>(() => new ApplicationUser(_owner).EnsureAsync(name, Token));

    private Task EnsureAsync() => new ApplicationUser(_owner).EnsureAsync(_name, ByPassword, Token);

    private Task<string?> RowAsync(string query) => _owner.QueryAsync((sql, token) => sql.FirstAsync(query, [], row => row.GetString(0), token), Token);
}

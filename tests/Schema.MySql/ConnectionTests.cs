using System.Data.Common;
using System.Globalization;
using MySqlConnector;
using Vignette.Schema.Catalog;
using Vignette.Schema.Database;
using Vignette.Tests;
using Vignette.Tests.MySql;

namespace Vignette.Schema.MySql.Tests;

public sealed class ConnectionTests(MySqlServer server) : IAsyncLifetime
{
    private readonly MySqlDatabaseFactory _factory = new(server);
    private MySqlOptions _options = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _options = await _factory.CreateSchemaAsync(Token);

    public ValueTask DisposeAsync() => _factory.DisposeAsync();

    [Fact]
    public async Task Everything_is_encrypted_and_nothing_else_is_let_in()
    {
        await using var database = MySqlDatabaseFactory.Open(_options);
        (await ScalarAsync(database, "SELECT VARIABLE_VALUE FROM performance_schema.session_status WHERE VARIABLE_NAME = 'Ssl_version'")).ShouldStartWith("TLSv1.");

        var plain = _options.ToConnectionString();
        (plain.SslMode, plain.SslCa, plain.Password) = (MySqlSslMode.Disabled, "", server.Password);
        await using var connection = new MySqlConnection(plain.ConnectionString);
        (await Should.ThrowAsync<MySqlException>(() => connection.OpenAsync(Token))).Message.ShouldContain("insecure transport");
    }

    [Fact]
    public async Task A_server_that_nobody_vouches_for_is_not_spoken_to()
    {
        using var folder = new TemporaryFolder();
        TestCertificates.Write(folder.Path);
        var failure = await FailAsync(_options with { CertificatesFile = folder.File("ca.pem") });
        failure.Message.ShouldContain("DB_CA_FILE");
        failure.IsTransient.ShouldBeFalse();

        // Nor one under another name than the certificate's.
        (await FailAsync(_options with { Host = "127.0.0.1" })).Message.ShouldContain("cannot prove that it is 127.0.0.1");
    }

    [Fact]
    public async Task A_wrong_password_is_told_without_the_password()
    {
        var failure = await FailAsync(_options with { Password = "sesame" });
        failure.Message.ShouldBe($"The database at localhost:{server.Port} refuses the user tests. Check DB_USER and DB_PASSWORD.");
        failure.IsTransient.ShouldBeFalse();
        failure.ToString().ShouldNotContain("sesame");
    }

    [Fact]
    public async Task A_missing_schema_is_told() => (await FailAsync(_options with { Database = "nowhere" })).Message.ShouldContain("DB_NAME");

    [Fact]
    public async Task A_server_that_is_away_may_come_back()
    {
        var failure = await FailAsync(_options with { Port = 1, ConnectTimeout = TimeSpan.FromSeconds(1) });
        failure.Message.ShouldContain("localhost:1 does not answer");
        failure.IsTransient.ShouldBeTrue();
    }

    [Theory]
    [InlineData("INSERT INTO t VALUES ('too long')")]
    [InlineData("INSERT INTO t VALUES ('a') ON DUPLICATE KEY UPDATE v = 'too long'")]
    [InlineData("INSERT INTO t VALUES (NULL)")]
    [InlineData("UPDATE t SET v = 'too long'")]
    public async Task What_does_not_fit_is_an_error(string sql)
    {
        await using var database = MySqlDatabaseFactory.Open(_options);
        await _factory.ExecuteAsync($"CREATE TABLE {_options.Database}.t (v VARCHAR(3) NOT NULL PRIMARY KEY)", Token);
        await _factory.ExecuteAsync($"INSERT INTO {_options.Database}.t VALUES ('a')", Token);
        await Should.ThrowAsync<MySqlException>(() => database.ChangeAsync((s, token) => s.ExecuteAsync(sql, [], token), Token));
        (await ScalarAsync(database, "SELECT GROUP_CONCAT(v) FROM t")).ShouldBe("a");
    }

    [Fact]
    public async Task A_value_that_is_too_long_for_the_catalog_is_no_image()
    {
        await using var database = await _factory.CreateAsync(new ManualTimeProvider(), Token);
        var id = ImageId.New(new ManualTimeProvider());
        var image = new NewImage(id, new string('o', 256), "a.jpg", "originals/a.jpg", "image/jpeg");
        await Should.ThrowAsync<DbException>(() => new ImageUploads(database, new ManualTimeProvider()).BeginAsync(image, Token));
    }

    [Fact]
    public async Task Writes_that_meet_are_run_again_until_all_are_done()
    {
        await using var database = MySqlDatabaseFactory.Open(_options);
        await _factory.ExecuteAsync($"CREATE TABLE {_options.Database}.t (id INT PRIMARY KEY, n INT NOT NULL)", Token);
        await _factory.ExecuteAsync($"INSERT INTO {_options.Database}.t VALUES (1, 0), (2, 0)", Token);
        const int Writers = 24;
        var runs = 0;

        // Each locks both rows, half of them in the other order: deadlocks all along.
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => database.ChangeAsync(
            async (sql, token) =>
            {
                Interlocked.Increment(ref runs);
                foreach (var id in writer % 2 == 0 ? [1, 2] : (int[])[2, 1])
                {
                    await sql.ExecuteAsync("UPDATE t SET n = n + 1 WHERE id = @id", [("@id", id)], token);
                    await sql.FirstAsync("SELECT SLEEP(0.01)", [], row => row.GetInt64(0), token);
                }

                return 0;
            },
            Token)));

        runs.ShouldBeGreaterThan(Writers);
        (await ScalarAsync(database, "SELECT GROUP_CONCAT(n) FROM t")).ShouldBe($"{Writers},{Writers}");
    }

    [Fact]
    public async Task A_read_sees_one_state_and_a_write_sees_what_is_there()
    {
        await using var database = MySqlDatabaseFactory.Open(_options);
        await _factory.ExecuteAsync($"CREATE TABLE {_options.Database}.t (n INT PRIMARY KEY)", Token);
        var seen = await database.QueryAsync(
            async (sql, token) =>
            {
                await _factory.ExecuteAsync($"INSERT INTO {_options.Database}.t VALUES (1)", token);
                return await CountAsync(sql, token);
            },
            Token);
        seen.ShouldBe(0);
        seen = await database.ChangeAsync(
            async (sql, token) =>
            {
                await CountAsync(sql, token);
                await _factory.ExecuteAsync($"INSERT INTO {_options.Database}.t VALUES (2)", token);
                return await CountAsync(sql, token);
            },
            Token);
        seen.ShouldBe(2);
        await Should.ThrowAsync<MySqlException>(() => database.QueryAsync((sql, token) => sql.ExecuteAsync("DELETE FROM t", [], token), Token));

        static Task<long> CountAsync(Sql sql, CancellationToken token) => sql.FirstAsync("SELECT COUNT(*) FROM t", [], row => row.GetInt64(0), token);
    }

    [Fact]
    public async Task A_read_that_is_cancelled_ends_and_leaves_the_connection_good()
    {
        await using var database = MySqlDatabaseFactory.Open(_options with { PoolSize = 1 });
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var read = database.QueryAsync(
            async (sql, token) =>
            {
                cancellation.CancelAfter(TimeSpan.FromMilliseconds(50));
                return await sql.FirstAsync("SELECT COUNT(*) FROM information_schema.COLLATIONS a, information_schema.COLLATIONS b, information_schema.COLLATIONS c, information_schema.COLLATIONS d", [], row => row.GetInt64(0), token);
            },
            cancellation.Token);
        await Should.ThrowAsync<OperationCanceledException>(() => read);
        (await ScalarAsync(database, "SELECT 'x'")).ShouldBe("x");
    }

    [Fact]
    public async Task A_password_that_is_refused_is_made_anew_once()
    {
        var clock = new ManualTimeProvider();
        var made = 0;
        using var signIn = new RenewedPassword(_ => Task.FromResult(++made % 2 == 1 ? "outdated" : server.Password), TimeSpan.FromMinutes(10), clock);
        await using var database = new MySqlCatalogDatabase(_options with { PoolSize = 2 }, signIn, TimeProvider.System);

        (await ScalarAsync(database, "SELECT 'in'")).ShouldBe("in");
        made.ShouldBe(2);
        (await ScalarAsync(database, "SELECT 'again'")).ShouldBe("again");
        made.ShouldBe(2);
    }

    private static async Task<CatalogAwayException> FailAsync(MySqlOptions options)
    {
        await using var database = MySqlDatabaseFactory.Open(options);
        return await Should.ThrowAsync<CatalogAwayException>(() => ScalarAsync(database, "SELECT 'x'"));
    }

    private static async Task<string> ScalarAsync(MySqlCatalogDatabase database, string sql) => (await database.QueryAsync(
        (s, token) => s.FirstAsync(sql, [], row => Convert.ToString(row.GetValue(0), CultureInfo.InvariantCulture), token),
        Token)).ShouldNotBeNull();
}

using System.Data.Common;
using Vignette.Schema.Sqlite;

namespace Vignette.Schema.Tests;

public sealed class GroupCommitTests : IAsyncLifetime
{
    private readonly SqliteDatabaseFactory _factory = new();
    private SqliteCatalogDatabase _database = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = SqliteCatalogDatabase.Open(_factory.Path);
        await RunAsync("CREATE TABLE t (n INTEGER PRIMARY KEY)");
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        await _factory.DisposeAsync();
    }

    [Fact]
    public async Task One_failure_among_many_rolls_back_itself_alone()
    {
        using var gate = await Gate.CloseAsync(_database);
        var writes = Enumerable.Range(0, 30).Select(n => InsertAsync(n, fail: n % 7 == 3)).ToList();
        gate.Open();

        for (var n = 0; n < writes.Count; n++)
        {
            if (n % 7 == 3)
            {
                (await Should.ThrowAsync<InvalidOperationException>(() => writes[n])).Message.ShouldBe($"{n} fails");
            }
            else
            {
                (await writes[n]).ShouldBe(n);
            }
        }

        (await NumbersAsync()).ShouldBe(Enumerable.Range(0, 30).Where(n => n % 7 != 3).Select(n => (long)n));
    }

    [Fact]
    public async Task A_constraint_fails_only_who_breaks_it()
    {
        using var gate = await Gate.CloseAsync(_database);
        var first = InsertAsync(1);
        var second = InsertAsync(1);
        var third = InsertAsync(2);
        gate.Open();

        await first;
        await Should.ThrowAsync<DbException>(() => second);
        await third;
        (await NumbersAsync()).ShouldBe([1L, 2L]);
    }

    [Fact]
    public async Task A_write_that_waits_can_be_cancelled()
    {
        using var gate = await Gate.CloseAsync(_database);
        using var cancellation = new CancellationTokenSource();
        var cancelled = InsertAsync(1, cancellationToken: cancellation.Token);
        var other = InsertAsync(2);
        await cancellation.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => cancelled);
        gate.Open();

        await other;
        (await NumbersAsync()).ShouldBe([2L]);
    }

    [Fact]
    public async Task A_write_that_runs_is_not_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var result = await _database.WriteAsync(
            async (transaction, token) =>
            {
                await cancellation.CancelAsync();
                token.IsCancellationRequested.ShouldBeFalse();
                return await InsertAsync(transaction, 1, token);
            },
            cancellation.Token);
        result.ShouldBe(1);
        (await NumbersAsync()).ShouldBe([1L]);
    }

    [Fact]
    public async Task Disposal_finishes_what_waits()
    {
        Task[] writes;
        using (var gate = await Gate.CloseAsync(_database))
        {
            writes = [.. Enumerable.Range(0, 10).Select(n => InsertAsync(n))];
            var disposal = _database.DisposeAsync();
            gate.Open();
            await disposal;
        }

        await Task.WhenAll(writes);
        Should.Throw<ObjectDisposedException>(() => InsertAsync(99));
        await Should.ThrowAsync<ObjectDisposedException>(NumbersAsync);
        _database = SqliteCatalogDatabase.Open(_factory.Path);
        (await NumbersAsync()).Count.ShouldBe(10);
    }

    [Fact]
    public async Task The_writer_goes_on_after_its_transaction_was_lost()
    {
        await Should.ThrowAsync<Exception>(() => RunAsync("ROLLBACK"));
        await InsertAsync(5);
        (await NumbersAsync()).ShouldBe([5L]);
    }

    [Fact]
    public async Task Readers_cannot_write()
    {
        await Should.ThrowAsync<DbException>(() => _database.ReadAsync(
            async (connection, token) =>
            {
                await using var command = connection.CreateCommand();
                command.CommandText = "INSERT INTO t VALUES (1)";
                return await command.ExecuteNonQueryAsync(token);
            },
            Token));
        (await NumbersAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_read_sees_nothing_that_changes_meanwhile()
    {
        await InsertAsync(1);
        var counts = await _database.ReadAsync(
            async (connection, token) =>
            {
                var before = await CountAsync(connection, token);
                await InsertAsync(2);
                return (before, await CountAsync(connection, token));
            },
            Token);
        counts.ShouldBe((1, 1));
        (await NumbersAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_was_written_survives_the_death_of_the_process()
    {
        await InsertAsync(1);
        // What a killed process leaves: the file and its log, never checkpointed.
        var copy = _factory.Path + ".copy";
        File.Copy(_factory.Path, copy);
        File.Copy(_factory.Path + "-wal", copy + "-wal");

        await _database.DisposeAsync();
        _database = SqliteCatalogDatabase.Open(copy);
        (await NumbersAsync()).ShouldBe([1L]);
    }

    [Fact]
    public async Task Every_commit_is_synced_and_foreign_keys_hold()
    {
        // FULL is 2.
        (await PragmaAsync("synchronous")).ShouldBe(2);
        (await PragmaAsync("foreign_keys")).ShouldBe(1);
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused()
    {
        var path = _factory.Path + ".txt";
        File.WriteAllText(path, new string('x', 5000));
        Should.Throw<DbException>(() => SqliteCatalogDatabase.Open(path));
    }

    private static async Task<int> InsertAsync(DbTransaction transaction, int n, CancellationToken cancellationToken)
    {
        await using var command = transaction.Connection!.CreateCommand();
        command.CommandText = $"INSERT INTO t VALUES ({n})";
        await command.ExecuteNonQueryAsync(cancellationToken);
        return n;
    }

    private static async Task<long> CountAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM t";
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private Task<int> InsertAsync(int n, bool fail = false, CancellationToken? cancellationToken = null) => _database.WriteAsync(
        async (transaction, token) =>
        {
            await InsertAsync(transaction, n, token);
            return fail ? throw new InvalidOperationException($"{n} fails") : n;
        },
        cancellationToken ?? Token);

    private Task<int> RunAsync(string sql) => _database.WriteAsync(
        async (transaction, token) =>
        {
            await using var command = transaction.Connection!.CreateCommand();
            command.CommandText = sql;
            return await command.ExecuteNonQueryAsync(token);
        },
        Token);

    private Task<long> PragmaAsync(string name) => _database.WriteAsync(
        async (transaction, token) =>
        {
            await using var command = transaction.Connection!.CreateCommand();
            command.CommandText = $"PRAGMA {name}";
            return (long)(await command.ExecuteScalarAsync(token))!;
        },
        Token);

    private Task<List<long>> NumbersAsync() => _database.ReadAsync(
        async (connection, token) =>
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT n FROM t ORDER BY n";
            await using var reader = await command.ExecuteReaderAsync(token);
            var numbers = new List<long>();
            while (await reader.ReadAsync(token))
            {
                numbers.Add(reader.GetInt64(0));
            }

            return numbers;
        },
        Token);

    /// <summary>Keeps the writer busy until it is opened, so that what is written meanwhile waits for one transaction.</summary>
    private sealed class Gate : IDisposable
    {
        private readonly TaskCompletionSource _open = new();

        private Gate()
        {
        }

        /// <summary>Returns once the writer stands at it: what is written from then on is in none of its transactions yet.</summary>
        public static async Task<Gate> CloseAsync(SqliteCatalogDatabase database)
        {
            var gate = new Gate();
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _ = database.WriteAsync(
                async (_, _) =>
                {
                    reached.TrySetResult();
                    await gate._open.Task;
                    return 0;
                },
                CancellationToken.None);
            await reached.Task;
            return gate;
        }

        public void Open() => _open.TrySetResult();

        public void Dispose() => Open();
    }
}

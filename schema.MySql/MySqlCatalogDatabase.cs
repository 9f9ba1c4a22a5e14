using System.Data;
using System.Data.Common;
using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using Microsoft.Extensions.Logging;
using MySqlConnector;
using Vignette.Schema.Database;

namespace Vignette.Schema.MySql;

/// <summary>
/// The catalog in MySQL. A transaction that stood in another's way is run again, and so is what a connection broke off in
/// the middle of, unless it was being committed: then nobody knows, and the caller is told.
/// </summary>
public sealed class MySqlCatalogDatabase : ICatalogDatabase
{
    // What does not fit is an error, whatever the server is set to.
    private const string SetUp =
        """
        SET SESSION sql_mode = 'STRICT_ALL_TABLES,STRICT_TRANS_TABLES,ONLY_FULL_GROUP_BY,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION',
            SESSION time_zone = '+00:00', SESSION innodb_lock_wait_timeout = 10, SESSION autocommit = 1
        """;

    // The level is said each time, since the driver sets the connection's when it begins a write.
    private const string BeginRead = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY";

    private const int MaxTries = 10;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LastPause = TimeSpan.FromMilliseconds(500);

    // Signed with what may itself end before the token does.
    private static readonly TimeSpan TokenUse = RdsToken.Life - TimeSpan.FromMinutes(5);

    private readonly MySqlOptions _options;
    private readonly MySqlDataSource _source;
    private readonly ISignIn _signIn;
    private readonly TimeProvider _time;

    internal MySqlCatalogDatabase(MySqlOptions options, ISignIn signIn, TimeProvider time, ILoggerFactory? loggers = null)
    {
        (_options, _signIn, _time) = (options, signIn, time);
        _source = new MySqlDataSourceBuilder(options.ToConnectionString().ConnectionString)
            .UseLoggerFactory(loggers)
            .UseName("catalog")
            .UseConnectionOpenedCallback(SetUpAsync)
            .Build();
    }

    public SqlDialect Dialect { get; } = new MySqlDialect();

    internal MySqlOptions Options => _options;

    /// <summary>Reads nothing yet: whether the database is there shows when it is first used.</summary>
    /// <param name="credentials">Who signs in by IAM, where there is no password. Null: the SDK looks for them where it always does.</param>
    public static MySqlCatalogDatabase Open(MySqlOptions options, TimeProvider time, ILoggerFactory? loggers = null, AWSCredentials? credentials = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        return new MySqlCatalogDatabase(
            options,
            options.Password is { } password ? new FixedPassword(password) : new RenewedPassword(TokenAsync, TokenUse, time),
            time,
            loggers);

        async Task<string> TokenAsync(CancellationToken cancellationToken)
        {
            try
            {
                var who = credentials ?? await DefaultAWSCredentialsIdentityResolver.GetCredentialsAsync();
                return RdsToken.Create(options, await who.GetCredentialsAsync(), time.GetUtcNow());
            }
            catch (AmazonClientException e)
            {
                throw new CatalogAwayException($"There are no AWS credentials to sign in to the database at {options.Host} by IAM. Give the host a role, or set {MySqlOptions.PasswordVariable}.", isTransient: true, e);
            }
        }
    }

    public Task<T> ReadAsync<T>(Func<DbConnection, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(read);
        return RunAsync(
            async (connection, _, token) =>
            {
                await ExecuteAsync(connection, BeginRead, token);
                try
                {
                    return await read(connection, token);
                }
                finally
                {
                    await EndAsync(connection, () => ExecuteAsync(connection, "ROLLBACK", CancellationToken.None));
                }
            },
            cancellationToken);
    }

    public Task<T> WriteAsync<T>(Func<DbTransaction, CancellationToken, Task<T>> write, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(write);
        return RunAsync(
            async (connection, attempt, _) =>
            {
                // Each statement sees what is there when it runs, as after waiting for a lock it must, and locks what it finds, not what lies between.
                await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, CancellationToken.None);
                try
                {
                    var result = await write(transaction, CancellationToken.None);
                    attempt.IsCommitting = true;
                    await transaction.CommitAsync(CancellationToken.None);
                    return result;
                }
                catch when (!attempt.IsCommitting)
                {
                    await EndAsync(connection, () => transaction.RollbackAsync(CancellationToken.None));
                    throw;
                }
            },
            cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        (_signIn as IDisposable)?.Dispose();
    }

    private async Task<T> RunAsync<T>(Func<MySqlConnection, Attempt, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        for (var (tries, broken) = (1, 0); ; tries++)
        {
            var attempt = new Attempt();
            MySqlConnection? connection = null;
            try
            {
                connection = await OpenAsync(cancellationToken);
                return await work(connection, attempt, cancellationToken);
            }
            catch (Exception e) when (MySqlFaults.IsConflict(e) && tries - broken < MaxTries)
            {
                // Run again below, once the connection is given back for others.
            }
            catch (Exception e) when (!attempt.IsCommitting && broken < _options.PoolSize && MySqlFaults.IsBroken(e, connection))
            {
                // What ended this one most likely ended all that the pool has: after as many the next is new.
                broken++;
                await EndAsync(connection!, () => ExecuteAsync(connection!, $"KILL {connection!.ServerThread}", CancellationToken.None));
            }
            catch (Exception e) when (MySqlFaults.IsKnown(e, MySqlFaults.IsBroken(e, connection)))
            {
                throw MySqlFaults.From(e, MySqlFaults.IsBroken(e, connection), _options);
            }
            finally
            {
                if (connection is not null)
                {
                    await connection.DisposeAsync();
                }
            }

            await Task.Delay(Pause(tries), _time, cancellationToken);
        }
    }

    private async Task<MySqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        for (var retry = false; ; retry = true)
        {
            var password = await _signIn.PasswordAsync(cancellationToken);
            var connection = _source.CreateConnection();
            connection.ProvidePasswordCallback = _ => password;
            try
            {
                await connection.OpenAsync(cancellationToken);
                return connection;
            }
            catch (Exception e)
            {
                await connection.DisposeAsync();
                if (retry || !MySqlFaults.IsRefusal(e) || !_signIn.Discard(password))
                {
                    throw;
                }
            }
        }
    }

    private static ValueTask SetUpAsync(MySqlConnectionOpenedContext context, CancellationToken cancellationToken) =>
        (context.Conditions & MySqlConnectionOpenedConditions.New) == 0 ? default : new ValueTask(ExecuteAsync(context.Connection, SetUp, cancellationToken));

    private static async Task ExecuteAsync(MySqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Ends a transaction, or the connection, without hiding why. It fails where the connection is broken, which the pool does not take back.</summary>
    private static async Task EndAsync(MySqlConnection connection, Func<Task> end)
    {
        try
        {
            await end();
        }
        catch (Exception e) when (e is DbException or InvalidOperationException or IOException)
        {
            await connection.CloseAsync();
        }
    }

    // At random, so that those that met do not meet again.
    private static TimeSpan Pause(int tries) => FirstPause * Math.Min(Math.Pow(2, tries - 1), LastPause / FirstPause) * (0.5 + (Random.Shared.NextDouble() / 2));

    private sealed class Attempt
    {
        public bool IsCommitting { get; set; }
    }
}

using System.Data.Common;
using Vignette.Schema.Database;

namespace Vignette.Pipeline.Tests.Rig;

/// <summary>A real database that goes away when a test says so.</summary>
internal sealed class FaultyDatabase(ICatalogDatabase inner) : ICatalogDatabase
{
    /// <summary>Asked before every call; what it returns is thrown.</summary>
    public Func<Exception?>? Fault { get; set; }

    public SqlDialect Dialect => inner.Dialect;

    public static DbException Away() => new AwayException();

    public Task<T> ReadAsync<T>(Func<DbConnection, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        ThrowIfAway();
        return inner.ReadAsync(read, cancellationToken);
    }

    public Task<T> WriteAsync<T>(Func<DbTransaction, CancellationToken, Task<T>> write, CancellationToken cancellationToken)
    {
        ThrowIfAway();
        return inner.WriteAsync(write, cancellationToken);
    }

    public Task<long> CountAsync(string table, CancellationToken cancellationToken) => inner.ReadAsync(
        async (connection, token) =>
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT COUNT(*) FROM {table}";
            return (long)(await command.ExecuteScalarAsync(token))!;
        },
        cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private void ThrowIfAway()
    {
        if (Fault?.Invoke() is { } fault)
        {
            throw fault;
        }
    }

    private sealed class AwayException() : DbException("secret connection string");
}

using System.Collections.Concurrent;

namespace Vignette.Schema.Sqlite;

/// <summary>Connections that only read, kept for the next reader.</summary>
internal sealed class ReaderPool(string path) : IAsyncDisposable
{
    private const int MaxReaders = 16;

    private readonly SemaphoreSlim _free = new(MaxReaders, MaxReaders);
    private readonly ConcurrentStack<SqliteSession> _idle = new();
    private volatile bool _disposed;

    /// <summary>What the idle connections have run.</summary>
    public IReadOnlyCollection<string> Statements => [.. _idle.SelectMany(session => session.Statements).Distinct()];

    public async Task<T> ReadAsync<T>(Func<SqliteSession, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(SqliteCatalogDatabase));
        await _free.WaitAsync(cancellationToken);
        try
        {
            var session = _idle.TryPop(out var idle) ? idle : SqliteSession.OpenReader(path);
            var reusable = false;
            try
            {
                // One transaction, so that all statements see the same state.
                session.Execute("BEGIN");
                try
                {
                    return await read(session, cancellationToken);
                }
                finally
                {
                    session.Execute("ROLLBACK");
                    reusable = true;
                }
            }
            finally
            {
                if (reusable)
                {
                    _idle.Push(session);
                }
                else
                {
                    await session.DisposeAsync();
                }
            }
        }
        finally
        {
            _free.Release();
        }
    }

    /// <summary>Waits for those who read, then closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        for (var i = 0; i < MaxReaders; i++)
        {
            await _free.WaitAsync();
        }

        while (_idle.TryPop(out var session))
        {
            await session.DisposeAsync();
        }
    }
}

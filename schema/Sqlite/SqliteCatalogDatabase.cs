using System.Data.Common;
using Vignette.Schema.Database;

namespace Vignette.Schema.Sqlite;

/// <summary>The catalog in a SQLite file: any number of readers, and one writer that commits in groups.</summary>
public sealed class SqliteCatalogDatabase : ICatalogDatabase
{
    private readonly GroupCommit _writer;
    private readonly ReaderPool _readers;
    private int _disposed;

    private SqliteCatalogDatabase(string path)
    {
        _writer = new GroupCommit(path);
        _readers = new ReaderPool(path);
    }

    public SqlDialect Dialect { get; } = new SqliteDialect();

    /// <summary>Every statement that was run and kept, for tests of how they are run.</summary>
    internal IEnumerable<string> Statements => _writer.Statements.Union(_readers.Statements);

    /// <summary>Opens the file, or makes an empty one. Its folder must exist.</summary>
    /// <exception cref="DllNotFoundException">The system has no SQLite; the message says what to install.</exception>
    /// <exception cref="DbException">The file cannot be opened, or is no SQLite database.</exception>
    public static SqliteCatalogDatabase Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        SqliteLibrary.EnsureLoaded();
        return new SqliteCatalogDatabase(path);
    }

    public Task<T> ReadAsync<T>(Func<DbConnection, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(read);
        return _readers.ReadAsync(read, cancellationToken);
    }

    public Task<T> WriteAsync<T>(Func<DbTransaction, CancellationToken, Task<T>> write, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(write);
        return _writer.WriteAsync(write, isRelaxed: false, cancellationToken);
    }

    public Task<T> WriteRelaxedAsync<T>(Func<DbTransaction, CancellationToken, Task<T>> write, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(write);
        return _writer.WriteAsync(write, isRelaxed: true, cancellationToken);
    }

    /// <summary>Finishes the writes that wait and the reads that run, then closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            await _readers.DisposeAsync();
            await _writer.DisposeAsync();
        }
    }
}

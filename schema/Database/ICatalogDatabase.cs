using System.Data.Common;

namespace Vignette.Schema.Database;

/// <summary>
/// A database that can hold the catalog. Everything above it is plain SQL over <see cref="System.Data.Common"/>;
/// what differs between engines is here and in the <see cref="SqlDialect"/>.
/// </summary>
public interface ICatalogDatabase : IAsyncDisposable
{
    SqlDialect Dialect { get; }

    /// <summary>Runs a read. It sees every write that completed before it began, and nothing that changes meanwhile.</summary>
    Task<T> ReadAsync<T>(Func<DbConnection, CancellationToken, Task<T>> read, CancellationToken cancellationToken);

    /// <summary>
    /// Runs a write in a transaction and returns once it is durable: it survives the death of the process and the
    /// loss of power. The work may be run again (after a deadlock, or a failure of one that shared its transaction), so it
    /// must have no effect but on the database. An exception from the work rolls back this work alone. A cancellation is
    /// heeded while the work waits, not once it runs.
    /// </summary>
    Task<T> WriteAsync<T>(Func<DbTransaction, CancellationToken, Task<T>> write, CancellationToken cancellationToken);

    /// <summary>
    /// As <see cref="WriteAsync"/>, but returns once the write survives the death of the process. A loss of power may
    /// undo it, together with all that came after it, unless a <see cref="WriteAsync"/> that came after it has returned.
    /// For what is done again by itself, or confirmed by another write. An engine may do more than it must.
    /// </summary>
    Task<T> WriteRelaxedAsync<T>(Func<DbTransaction, CancellationToken, Task<T>> write, CancellationToken cancellationToken) =>
        WriteAsync(write, cancellationToken);
}

using Vignette.Schema.Database;

namespace Vignette.Conformance.Catalog;

/// <summary>Makes databases of one engine, and clears them away when it is disposed.</summary>
public interface ICatalogDatabaseFactory : IAsyncDisposable
{
    /// <summary>An empty, migrated database, which the caller disposes.</summary>
    Task<ICatalogDatabase> CreateAsync(TimeProvider time, CancellationToken cancellationToken);
}

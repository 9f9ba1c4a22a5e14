namespace Vignette.Schema.Database;

/// <summary>Reads and writes with <see cref="Sql"/> at hand.</summary>
internal static class CatalogDatabaseExtensions
{
    public static Task<T> QueryAsync<T>(this ICatalogDatabase database, Func<Sql, CancellationToken, Task<T>> read, CancellationToken cancellationToken) =>
        database.ReadAsync((connection, token) => read(new Sql(connection), token), cancellationToken);

    public static Task<T> ChangeAsync<T>(this ICatalogDatabase database, Func<Sql, CancellationToken, Task<T>> write, CancellationToken cancellationToken) =>
        database.WriteAsync((transaction, token) => write(new Sql(transaction), token), cancellationToken);

    public static Task<T> ChangeRelaxedAsync<T>(this ICatalogDatabase database, Func<Sql, CancellationToken, Task<T>> write, CancellationToken cancellationToken) =>
        database.WriteRelaxedAsync((transaction, token) => write(new Sql(transaction), token), cancellationToken);
}

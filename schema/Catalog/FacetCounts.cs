using System.Data.Common;
using Vignette.Schema.Database;

namespace Vignette.Schema.Catalog;

/// <summary>Counts what images have in common.</summary>
internal sealed class FacetCounts(Sql sql, SqlDialect dialect, IReadOnlyList<long> sequences)
{
    /// <summary>The values of a table beside the images; each is told as the first of its key.</summary>
    public Task<List<Facet<string>>> TextsAsync(string table, string key, string text, CancellationToken cancellationToken) => CountAsync(
        $"SELECT MIN(o.{text}), COUNT(DISTINCT o.seq) FROM {dialect.Numbers} n {dialect.JoinInOrder} {table} o ON o.seq = n.seq GROUP BY o.{key} ORDER BY 2 DESC, 1",
        row => row.GetString(0),
        cancellationToken);

    /// <summary>The values of a column of the images.</summary>
    public Task<List<Facet<T>>> ColumnAsync<T>(string column, Func<DbDataReader, T> read, CancellationToken cancellationToken) => CountAsync(
        $"SELECT i.{column}, COUNT(*) FROM {dialect.Numbers} n {dialect.JoinInOrder} images i ON i.seq = n.seq GROUP BY i.{column} ORDER BY 2 DESC, 1",
        read,
        cancellationToken);

    private Task<List<Facet<T>>> CountAsync<T>(string statement, Func<DbDataReader, T> read, CancellationToken cancellationToken) => sql.QueryAsync(
        $"{statement} LIMIT {ImageFacets.MaxValues}",
        [ImageList.NumbersOf(sequences)],
        row => new Facet<T>(read(row), row.GetInt32(1)),
        cancellationToken);
}

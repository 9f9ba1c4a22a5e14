using Vignette.Schema.Database;

namespace Vignette.Schema.Catalog;

/// <summary>What changed in the catalog, for pages that show it live. Works across processes, since it asks the database.</summary>
public sealed class ImageChanges(ICatalogDatabase database)
{
    /// <summary>The present end of the changes.</summary>
    public Task<long> CurrentAsync(CancellationToken cancellationToken) => database.QueryAsync(
        (sql, token) => sql.FirstAsync("SELECT COALESCE(MAX(updated_at), 0) FROM images", [], row => row.GetInt64(0), token),
        cancellationToken);

    /// <summary>
    /// The latest change of each image that changed after <paramref name="mark"/>, oldest first. Times are the writers'
    /// clocks, so a reader looks a little further back than its mark and drops what it has seen.
    /// </summary>
    public async Task<IReadOnlyList<ImageChange>> SinceAsync(long mark, int limit, CancellationToken cancellationToken) =>
        await database.QueryAsync(
            (sql, token) => sql.QueryAsync(
                $"""
                SELECT {ImageRows.Columns}, i.deleted_at
                FROM images i
                {ImageRows.Tasks}
                WHERE i.updated_at > @mark AND i.stored = 1 ORDER BY i.updated_at, i.seq LIMIT @limit
                """,
                [("@mark", mark), ("@limit", limit)],
                row =>
                {
                    var image = ImageRows.Read(row);
                    return new ImageChange(image.UpdatedAt.ToUnixTimeMilliseconds(), image, IsDeleted: !row.IsDBNull(row.FieldCount - 1));
                },
                token),
            cancellationToken);
}

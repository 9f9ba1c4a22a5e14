using Vignette.Schema.Database;

namespace Vignette.Schema.Catalog;

/// <summary>Finds images. Deleted ones are never found, nor are uploads that have not been stored.</summary>
public sealed class ImageReader(ICatalogDatabase database)
{
    private const string ById = $"{ImageRows.Select}\nWHERE i.id = @id AND i.visible = 1";

    public Task<ImageRecord?> FindAsync(ImageId id, CancellationToken cancellationToken) =>
        database.QueryAsync((sql, token) => sql.FirstAsync(ById, [("@id", id.ToString())], ImageRows.Read, token), cancellationToken);

    public Task<ImageDetails?> DetailsAsync(ImageId id, CancellationToken cancellationToken) =>
        database.QueryAsync<ImageDetails?>(
            async (sql, token) =>
            {
                var image = await sql.FirstAsync(ById, [("@id", id.ToString())], ImageRows.Read, token);
                return image is null ? null : await ImageDocuments.ReadAsync(sql, image, token);
            },
            cancellationToken);

    /// <summary>The latest changes of an image's annotations, newest first; none where there is no such image.</summary>
    public async Task<IReadOnlyList<AnnotationHistoryEntry>> AnnotationHistoryAsync(ImageId id, int limit, CancellationToken cancellationToken) =>
        await database.QueryAsync(
            (sql, token) => sql.QueryAsync(
                """
                SELECT h.at, h.author, h.what, h.detail
                FROM images i JOIN annotation_history h ON h.seq = i.seq
                WHERE i.id = @id AND i.visible = 1 ORDER BY h.id DESC LIMIT @limit
                """,
                [("@id", id.ToString()), ("@limit", limit)],
                row => new AnnotationHistoryEntry(UnixTime.At(row.GetInt64(0)), row.GetString(1), row.GetString(2), row.GetString(3)),
                token),
            cancellationToken);

    /// <summary>One page, newest first. Pages do not shift when images are added or removed.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not 1 to <see cref="ImageQuery.MaxLimit"/>.</exception>
    public Task<ImagePage> ListAsync(ImageQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, ImageQuery.MaxLimit, nameof(query));
        var list = ImageList.Reader(query, database.Dialect);
        return database.QueryAsync(
            async (sql, token) =>
            {
                // One more than asked for tells whether there is a next page.
                var images = await list(sql, token);
                if (images.Count <= query.Limit)
                {
                    return new ImagePage(images, Next: null);
                }

                images.RemoveAt(query.Limit);
                return new ImagePage(images, new ImageCursor(images[^1].Sequence));
            },
            cancellationToken);
    }

    /// <summary>A trivial query, to see whether the database answers.</summary>
    public Task PingAsync(CancellationToken cancellationToken) =>
        database.QueryAsync((sql, token) => sql.FirstAsync("SELECT COUNT(*) FROM schema_migrations", [], row => row.GetInt64(0), token), cancellationToken);
}

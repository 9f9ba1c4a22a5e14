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
                if (image is null)
                {
                    return null;
                }

                SqlValue[] values = [("@seq", image.Sequence)];
                var tags = await sql.QueryAsync(
                    "SELECT tag FROM image_tags WHERE seq = @seq ORDER BY position",
                    values,
                    row => row.GetString(0),
                    token);
                var objects = await sql.QueryAsync(
                    "SELECT label, confidence, x, y, width, height FROM image_objects WHERE seq = @seq ORDER BY position",
                    values,
                    row => new DetectedObject(
                        row.GetString(0),
                        row.IsDBNull(1) ? null : row.GetDouble(1),
                        new BoundingBox(row.GetDouble(2), row.GetDouble(3), row.GetDouble(4), row.GetDouble(5))),
                    token);
                var history = await sql.QueryAsync(
                    "SELECT at, task, state, attempt, detail FROM task_history WHERE seq = @seq ORDER BY id",
                    values,
                    row => new TaskHistoryEntry(UnixTime.At(row.GetInt64(0)), (TaskKind)row.GetInt32(1), (TaskState)row.GetInt32(2), row.GetInt32(3), row.Text(4)),
                    token);
                return new ImageDetails(image, tags, objects, history);
            },
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

using Vignette.Schema.Database;

namespace Vignette.Schema.Catalog;

/// <summary>
/// Deletion in two steps: the row is marked, and from then on nobody finds the image; then, once its objects are gone,
/// the sweep purges the row. Whatever stops in between is carried on by the sweep.
/// </summary>
public sealed class ImageRemovals(ICatalogDatabase database, TimeProvider time)
{
    /// <summary>Marks the image as deleted, stored or not. Null when there is none; again for one already marked, so that the caller can finish.</summary>
    public Task<ImageRecord?> MarkAsync(ImageId id, CancellationToken cancellationToken) => database.ChangeAsync(
        async (sql, token) =>
        {
            // The idempotency key becomes free: the same file may be uploaded again.
            var marked = await sql.ExecuteAsync(
                "UPDATE images SET deleted_at = @now, updated_at = @now, idempotency_key = NULL WHERE id = @id AND deleted_at IS NULL",
                [("@now", time.Now()), ("@id", id.ToString())],
                token);
            var image = await sql.FirstAsync($"{ImageRows.Select}\nWHERE i.id = @id", [("@id", id.ToString())], ImageRows.Read, token);
            if (marked > 0 && image is not null)
            {
                // Out of every index that a list walks.
                await sql.ExecuteAsync("DELETE FROM image_tags WHERE seq = @seq", [("@seq", image.Sequence)], token);
                await SearchIndex.RemoveAsync(sql, database.Dialect, image.Sequence, token);
            }

            return image;
        },
        cancellationToken);

    /// <summary>Images that were marked before <paramref name="before"/> and not purged, oldest first.</summary>
    public async Task<IReadOnlyList<ImageRecord>> MarkedBeforeAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken) =>
        await database.QueryAsync(
            (sql, token) => sql.QueryAsync(
                $"{ImageRows.Select}\nWHERE i.deleted_at < @before ORDER BY i.deleted_at, i.seq LIMIT @limit",
                [("@before", before.ToUnixTimeMilliseconds()), ("@limit", limit)],
                ImageRows.Read,
                token),
            cancellationToken);

    /// <summary>Removes the row of an image that is marked, with all that belongs to it.</summary>
    public Task PurgeAsync(ImageId id, CancellationToken cancellationToken) => database.ChangeAsync(
        (sql, token) => sql.ExecuteAsync("DELETE FROM images WHERE id = @id AND deleted_at IS NOT NULL", [("@id", id.ToString())], token),
        cancellationToken);
}

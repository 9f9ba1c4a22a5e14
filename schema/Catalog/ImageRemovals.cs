using Vignette.Schema.Database;

namespace Vignette.Schema.Catalog;

/// <summary>
/// How images go, and come back. <c>deleted_at</c> is when an image is deleted for good: while that lies ahead it is in the
/// trash, keeps all it has and can be restored. From then on nobody gets it back; once its objects are gone, the sweep
/// purges the row. Whatever stops in between is carried on by the sweep.
/// </summary>
public sealed class ImageRemovals(ICatalogDatabase database, TimeProvider time)
{
    /// <summary>
    /// The key of tags while their image is in the trash. No tag has it, so that no list walks over what nobody sees, however
    /// much is in the trash.
    /// </summary>
    private const string NoKey = "";

    /// <summary>Puts an image into the trash, where nobody finds it but who looks there. False where there is no such image, or it is there already.</summary>
    /// <param name="by">Who deletes it.</param>
    /// <param name="until">When it is deleted for good: later than now.</param>
    public Task<bool> TrashAsync(ImageId id, string by, DateTimeOffset until, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(by);
        return database.ChangeAsync(
            async (sql, token) =>
            {
                if (await SequenceAsync(sql, "visible = 1", [("@id", id.ToString())], token) is not { } seq)
                {
                    return false;
                }

                // The idempotency key becomes free: the same file may be uploaded again.
                await sql.ExecuteAsync(
                    "UPDATE images SET deleted_at = @until, deleted_by = @by, updated_at = @now, idempotency_key = NULL WHERE seq = @seq",
                    [("@until", until.ToUnixTimeMilliseconds()), ("@by", by), ("@now", time.Now()), ("@seq", seq)],
                    token);
                await sql.ExecuteAsync($"UPDATE image_tags SET tag_key = '{NoKey}' WHERE seq = @seq", [("@seq", seq)], token);
                await SearchIndex.RemoveAsync(sql, database.Dialect, seq, token);
                return true;
            },
            cancellationToken);
    }

    /// <summary>Takes an image out of the trash, as it was. Null where it is not there: never was, was restored already, or its time is over.</summary>
    public Task<ImageRecord?> RestoreAsync(ImageId id, CancellationToken cancellationToken) => database.ChangeAsync(
        async (sql, token) =>
        {
            if (await TrashedAsync(sql, id, token) is not { } seq)
            {
                return null;
            }

            SqlValue[] values = [("@seq", seq)];
            await sql.ExecuteAsync(
                "UPDATE images SET deleted_at = NULL, deleted_by = NULL, updated_at = @now WHERE seq = @seq",
                [("@now", time.Now()), ("@seq", seq)],
                token);
            var tags = await sql.QueryAsync("SELECT position, tag FROM image_tags WHERE seq = @seq", values, row => (Position: row.GetInt32(0), Text: row.GetString(1)), token);
            foreach (var (position, text) in tags)
            {
                await sql.ExecuteAsync(
                    "UPDATE image_tags SET tag_key = @key WHERE seq = @seq AND position = @position",
                    [("@key", Tag.KeyOf(text)), ("@seq", seq), ("@position", position)],
                    token);
            }

            await SearchIndex.RefreshAsync(sql, database.Dialect, seq, token);
            return await sql.FirstAsync($"{ImageRows.Select}\nWHERE i.seq = @seq", values, ImageRows.Read, token);
        },
        cancellationToken);

    /// <summary>
    /// Marks the image as deleted for good, stored or not, in the trash or not: nobody restores it any more. Null when there
    /// is none; again for one already marked, so that the caller can finish.
    /// </summary>
    public Task<ImageRecord?> MarkAsync(ImageId id, CancellationToken cancellationToken) => database.ChangeAsync(
        async (sql, token) =>
        {
            if (await SequenceAsync(sql, "(deleted_at IS NULL OR deleted_at > @now)", [("@id", id.ToString()), ("@now", time.Now())], token) is { } seq)
            {
                await MarkAsync(sql, seq, token);
            }

            return await sql.FirstAsync($"{ImageRows.Select}\nWHERE i.id = @id", [("@id", id.ToString())], ImageRows.Read, token);
        },
        cancellationToken);

    /// <summary>Marks an image that is in the trash as deleted for good. Null where it is not there: never was, was restored meanwhile, or is marked already.</summary>
    public Task<ImageRecord?> MarkTrashedAsync(ImageId id, CancellationToken cancellationToken) => database.ChangeAsync(
        async (sql, token) =>
        {
            if (await TrashedAsync(sql, id, token) is not { } seq)
            {
                return null;
            }

            await MarkAsync(sql, seq, token);
            return await sql.FirstAsync($"{ImageRows.Select}\nWHERE i.seq = @seq", [("@seq", seq)], ImageRows.Read, token);
        },
        cancellationToken);

    /// <summary>Images that were deleted for good before <paramref name="before"/> and not purged, oldest first.</summary>
    public async Task<IReadOnlyList<ImageRecord>> MarkedBeforeAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken) =>
        await database.QueryAsync(
            (sql, token) => sql.QueryAsync(
                $"{ImageRows.Select}\nWHERE i.deleted_at < @before ORDER BY i.deleted_at, i.seq LIMIT @limit",
                [("@before", before.ToUnixTimeMilliseconds()), ("@limit", limit)],
                ImageRows.Read,
                token),
            cancellationToken);

    /// <summary>Removes the row of an image that is deleted for good, with all that belongs to it.</summary>
    public Task PurgeAsync(ImageId id, CancellationToken cancellationToken) => database.ChangeAsync(
        (sql, token) => sql.ExecuteAsync("DELETE FROM images WHERE id = @id AND deleted_at <= @now", [("@id", id.ToString()), ("@now", time.Now())], token),
        cancellationToken);

    private async Task MarkAsync(Sql sql, long seq, CancellationToken cancellationToken)
    {
        await sql.ExecuteAsync(
            "UPDATE images SET deleted_at = @now, updated_at = @now, idempotency_key = NULL WHERE seq = @seq",
            [("@now", time.Now()), ("@seq", seq)],
            cancellationToken);

        // Out of every index that a list walks.
        await sql.ExecuteAsync("DELETE FROM image_tags WHERE seq = @seq", [("@seq", seq)], cancellationToken);
        await SearchIndex.RemoveAsync(sql, database.Dialect, seq, cancellationToken);
    }

    private Task<long?> TrashedAsync(Sql sql, ImageId id, CancellationToken cancellationToken) =>
        SequenceAsync(sql, "deleted_at > @now", [("@id", id.ToString()), ("@now", time.Now())], cancellationToken);

    /// <summary>The image's sequence where the condition holds for it; its row is locked then.</summary>
    private Task<long?> SequenceAsync(Sql sql, string condition, SqlValue[] values, CancellationToken cancellationToken) =>
        sql.FirstAsync<long?>($"SELECT seq FROM images WHERE id = @id AND {condition}{database.Dialect.ForUpdate}", values, row => row.GetInt64(0), cancellationToken);
}

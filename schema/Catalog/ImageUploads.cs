using Vignette.Schema.Database;

namespace Vignette.Schema.Catalog;

/// <summary>The rows of images that arrive: row first (<c>uploading</c>), then the object, then <c>stored</c>.</summary>
// The column `stored` is quoted where no alias stands before it: MySQL has a word of its own that is written so.
public sealed class ImageUploads(ICatalogDatabase database, TimeProvider time)
{
    /// <summary>As many keys as <see cref="UnknownKeysAsync"/> takes.</summary>
    public const int MaxKeys = 500;

    /// <summary>
    /// Makes the row of an upload. When the owner already began one under the same idempotency key, that row is
    /// returned instead, so that a retried upload ends in the same image.
    /// </summary>
    public Task<ImageRecord> BeginAsync(NewImage image, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(image);
        return database.ChangeRelaxedAsync(
            async (sql, token) =>
                await InsertAsync(sql, image, original: null, token)
                ?? await sql.FirstAsync(
                    $"{ImageRows.Select}\nWHERE i.owner = @owner AND i.idempotency_key = @key",
                    [("@owner", image.Owner), ("@key", image.IdempotencyKey)],
                    ImageRows.Read,
                    token)
                ?? throw new InvalidOperationException($"There is an image with the id {image.Id} or with its object key already."),
            cancellationToken);
    }

    /// <summary>The row of an upload, stored or not. Null when it is gone or deleted.</summary>
    public Task<ImageRecord?> FindAsync(ImageId id, CancellationToken cancellationToken) => database.QueryAsync(
        (sql, token) => sql.FirstAsync($"{ImageRows.Select}\nWHERE i.id = @id AND i.deleted_at IS NULL", [("@id", id.ToString())], ImageRows.Read, token),
        cancellationToken);

    /// <summary>Marks the image as stored, with what was stored. False when the row is gone or deleted.</summary>
    public Task<bool> CompleteAsync(ImageId id, StoredOriginal original, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(original);
        return database.ChangeAsync(
            async (sql, token) =>
            {
                var row = await sql.FirstAsync(
                    $"SELECT seq, file_name, owner, `stored`, deleted_at FROM images WHERE id = @id{database.Dialect.ForUpdate}",
                    [("@id", id.ToString())],
                    row => new UploadRow(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetInt64(3) != 0, !row.IsDBNull(4)),
                    token);
                if (row is null or { Deleted: true })
                {
                    return false;
                }

                await MarkStoredAsync(sql, row, original, token);
                return true;
            },
            cancellationToken);
    }

    /// <summary>
    /// The row of an object that an event tells of: the one that has this key, marked as stored if it was not yet, or a
    /// new one where the object arrived without a row. Null when the image was deleted.
    /// </summary>
    /// <param name="original">The object as the store has it now, which may be newer than the event.</param>
    public Task<ImageRecord?> AdoptAsync(NewImage image, StoredOriginal original, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(original);
        var hash = ImageRows.KeyHash(image.ObjectKey);
        return database.ChangeRelaxedAsync(
            async (sql, token) =>
            {
                var row = await sql.FirstAsync(
                    $"SELECT seq, file_name, owner, `stored`, deleted_at, object_version FROM images WHERE object_key_sha256 = @hash{database.Dialect.ForUpdate}",
                    [("@hash", hash)],
                    row => new UploadRow(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetInt64(3) != 0, !row.IsDBNull(4), row.Text(5)),
                    token);
                if (row is null)
                {
                    return await InsertAsync(sql, image, original, token)
                        ?? throw new InvalidOperationException($"There is an image with the id {image.Id} already.");
                }

                if (row.Deleted)
                {
                    return null;
                }

                if (!row.Stored || row.ObjectVersion != original.Version)
                {
                    await MarkStoredAsync(sql, row, original, token);
                }

                return await sql.FirstAsync($"{ImageRows.Select}\nWHERE i.seq = @seq", [("@seq", row.Sequence)], ImageRows.Read, token);
            },
            cancellationToken);
    }

    /// <summary>Removes the row of an upload that broke off. False when it was stored after all, by its event or by another try, or is gone.</summary>
    public Task<bool> AbandonAsync(ImageId id, CancellationToken cancellationToken) => database.ChangeRelaxedAsync(
        async (sql, token) => await sql.ExecuteAsync(
            "DELETE FROM images WHERE id = @id AND `stored` = 0 AND deleted_at IS NULL",
            [("@id", id.ToString())],
            token) > 0,
        cancellationToken);

    /// <summary>Which of these object keys have no row. At most <see cref="MaxKeys"/> at a time.</summary>
    public async Task<IReadOnlyList<string>> UnknownKeysAsync(IReadOnlyCollection<string> objectKeys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(objectKeys);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(objectKeys.Count, MaxKeys, nameof(objectKeys));
        return await database.QueryAsync<IReadOnlyList<string>>(
            async (sql, token) =>
            {
                var unknown = new List<string>();
                foreach (var key in objectKeys)
                {
                    var found = await sql.FirstAsync(
                        "SELECT 1 FROM images WHERE object_key_sha256 = @hash",
                        [("@hash", ImageRows.KeyHash(key))],
                        _ => true,
                        token);
                    if (!found)
                    {
                        unknown.Add(key);
                    }
                }

                return unknown;
            },
            cancellationToken);
    }

    /// <summary>The new row, or null when a unique key of it is taken.</summary>
    private async Task<ImageRecord?> InsertAsync(Sql sql, NewImage image, StoredOriginal? original, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var inserted = await sql.ExecuteAsync(
            database.Dialect.InsertUnlessTaken(
                """
                images (
                    id, owner, file_name, object_key, object_key_sha256, object_version, `stored`, content_type, size, sha256,
                    idempotency_key, correlation_id, uploaded_at, updated_at, name_key, visibility)
                VALUES (@id, @owner, @name, @key, @hash, @version, @stored, @type, @size, @sha256, @idempotency, @correlation, @now, @now, @nameKey, @visibility)
                """,
                key: "seq"),
            [
                ("@id", image.Id.ToString()), ("@owner", image.Owner), ("@name", image.FileName), ("@key", image.ObjectKey),
                ("@hash", ImageRows.KeyHash(image.ObjectKey)), ("@version", original?.Version), ("@stored", original is null ? 0 : 1),
                ("@type", image.ContentType), ("@size", original?.Size ?? 0), ("@sha256", original?.Sha256),
                ("@idempotency", image.IdempotencyKey), ("@correlation", image.CorrelationId), ("@now", now),
                ("@nameKey", NameKey.Of(image.FileName)), ("@visibility", (int)image.Visibility),
            ],
            cancellationToken);
        if (inserted == 0)
        {
            return null;
        }

        var seq = await sql.FirstAsync("SELECT seq FROM images WHERE id = @id", [("@id", image.Id.ToString())], row => row.GetInt64(0), cancellationToken);
        if (original is not null)
        {
            await SearchIndex.AddAsync(sql, database.Dialect, seq, image.FileName, image.Owner, cancellationToken);
        }

        return new ImageRecord
        {
            Sequence = seq,
            Id = image.Id,
            Owner = image.Owner,
            Visibility = image.Visibility,
            FileName = image.FileName,
            ObjectKey = image.ObjectKey,
            ObjectVersion = original?.Version,
            Stored = original is not null,
            ContentType = image.ContentType,
            Size = original?.Size ?? 0,
            Sha256 = original?.Sha256,
            CorrelationId = image.CorrelationId,
            UploadedAt = UnixTime.At(now),
            UpdatedAt = UnixTime.At(now),
            Version = 1,
            ThumbnailTask = new TaskStatus(TaskKind.Thumbnail, TaskState.Pending),
            CaptionTask = new TaskStatus(TaskKind.Caption, TaskState.Pending),
        };
    }

    private async Task MarkStoredAsync(Sql sql, UploadRow row, StoredOriginal original, CancellationToken cancellationToken)
    {
        await sql.ExecuteAsync(
            // The digest first: MySQL goes from left to right, and what was noted of this version stays.
            """
            UPDATE images SET sha256 = COALESCE(@sha256, CASE WHEN object_version = @version THEN sha256 END),
                `stored` = 1, object_version = @version, size = @size, updated_at = @now
            WHERE seq = @seq
            """,
            [("@version", original.Version), ("@size", original.Size), ("@sha256", original.Sha256), ("@now", time.Now()), ("@seq", row.Sequence)],
            cancellationToken);
        if (!row.Stored)
        {
            await SearchIndex.AddAsync(sql, database.Dialect, row.Sequence, row.FileName, row.Owner, cancellationToken);
        }
    }

    private sealed record UploadRow(long Sequence, string FileName, string Owner, bool Stored, bool Deleted, string? ObjectVersion = null);
}

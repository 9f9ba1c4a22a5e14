using Vignette.Schema.Database;

namespace Vignette.Schema.Catalog;

/// <summary>What the sweep looks for.</summary>
public sealed class StuckImages(ICatalogDatabase database)
{
    /// <summary>
    /// Stored images with a task that is pending or processing and on which nothing has happened since
    /// <paramref name="before"/>, in ascending sequence after <paramref name="afterSequence"/>.
    /// </summary>
    public async Task<IReadOnlyList<ImageRecord>> UnfinishedAsync(DateTimeOffset before, long afterSequence, int limit, CancellationToken cancellationToken) =>
        await database.QueryAsync(
            async (sql, token) =>
            {
                // Each status is a walk of its own through the index.
                var images = new List<ImageRecord>();
                foreach (var status in (TaskState[])[TaskState.Pending, TaskState.Processing])
                {
                    images.AddRange(await sql.QueryAsync(
                        $"{ImageRows.Select}\nWHERE i.visible = 1 AND i.status = @status AND i.seq > @after AND i.updated_at < @before ORDER BY i.seq LIMIT @limit",
                        [("@status", (int)status), ("@after", afterSequence), ("@before", before.ToUnixTimeMilliseconds()), ("@limit", limit)],
                        ImageRows.Read,
                        token));
                }

                return images.OrderBy(image => image.Sequence).Take(limit).ToList();
            },
            cancellationToken);

    /// <summary>
    /// Images that are approved, not in the data set as they are, and on which nothing has happened since <paramref name="before"/>, in
    /// ascending sequence after <paramref name="afterSequence"/>. What failed for good waits for a person.
    /// </summary>
    public async Task<IReadOnlyList<ImageRecord>> UnpublishedAsync(DateTimeOffset before, long afterSequence, int limit, CancellationToken cancellationToken) =>
        await database.QueryAsync(
            (sql, token) => sql.QueryAsync(
                $"""
                {ImageRows.Select}
                WHERE i.unpublished = 1 AND i.visible = 1 AND i.seq > @after AND i.updated_at < @before AND (p.state IS NULL OR p.state <> {(int)TaskState.Failed})
                ORDER BY i.seq LIMIT @limit
                """,
                [("@after", afterSequence), ("@before", before.ToUnixTimeMilliseconds()), ("@limit", limit)],
                ImageRows.Read,
                token),
            cancellationToken);

    /// <summary>Uploads that began before <paramref name="before"/> and were never marked as stored, in ascending sequence after <paramref name="afterSequence"/>.</summary>
    public async Task<IReadOnlyList<ImageRecord>> UnstoredAsync(DateTimeOffset before, long afterSequence, int limit, CancellationToken cancellationToken) =>
        await database.QueryAsync(
            (sql, token) => sql.QueryAsync(
                $"{ImageRows.Select}\nWHERE i.stored = 0 AND i.seq > @after AND i.deleted_at IS NULL AND i.uploaded_at < @before ORDER BY i.seq LIMIT @limit",
                [("@after", afterSequence), ("@before", before.ToUnixTimeMilliseconds()), ("@limit", limit)],
                ImageRows.Read,
                token),
            cancellationToken);
}

using System.Data.Common;
using Vignette.Schema.Database;

namespace Vignette.Schema.Catalog;

/// <summary>Finds what is in the trash, and only that: see <see cref="ImageRemovals"/>. There one finds one's own images, shared or not.</summary>
public sealed class ImageTrash(ICatalogDatabase database, TimeProvider time)
{
    private const string Select = $"SELECT {ImageRows.Columns}, i.deleted_by, i.deleted_at\nFROM images i\n{ImageRows.Tasks}";

    public Task<TrashedImage?> FindAsync(Viewer viewer, ImageId id, CancellationToken cancellationToken) => database.QueryAsync(
        (sql, token) => sql.FirstAsync($"{Select}\nWHERE i.id = @id AND i.deleted_at > @now AND {viewer.Own}", [("@id", id.ToString()), ("@now", time.Now()), .. viewer.Values], Read, token),
        cancellationToken);

    /// <summary>One page, what came last first. Pages do not shift when images come or go.</summary>
    /// <param name="after">Where the page before ended; null for the first page.</param>
    /// <param name="limit">1 to <see cref="ImageQuery.MaxLimit"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not as it must be.</exception>
    public Task<TrashPage> ListAsync(Viewer viewer, TrashCursor? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, ImageQuery.MaxLimit);
        return database.QueryAsync(
            async (sql, token) =>
            {
                // One more than asked for tells whether there is a next page.
                var images = await sql.QueryAsync(
                    $"""
                    {Select}
                    WHERE i.deleted_at > @now AND i.deleted_at <= @until AND (i.deleted_at < @until OR i.seq < @seq) AND {viewer.Own}
                    ORDER BY i.deleted_at DESC, i.seq DESC LIMIT @limit
                    """,
                    [("@now", time.Now()), ("@until", after?.Until ?? long.MaxValue), ("@seq", after?.Sequence ?? long.MaxValue), ("@limit", limit + 1), .. viewer.Values],
                    Read,
                    token);
                if (images.Count <= limit)
                {
                    return new TrashPage(images, Next: null);
                }

                images.RemoveAt(limit);
                return new TrashPage(images, new TrashCursor(images[^1].Until.ToUnixTimeMilliseconds(), images[^1].Image.Sequence));
            },
            cancellationToken);
    }

    /// <summary>How many images there are.</summary>
    public Task<long> CountAsync(Viewer viewer, CancellationToken cancellationToken) => database.QueryAsync(
        (sql, token) => sql.FirstAsync($"SELECT COUNT(*) FROM images i WHERE i.deleted_at > @now AND {viewer.Own}", [("@now", time.Now()), .. viewer.Values], row => row.GetInt64(0), token),
        cancellationToken);

    private static TrashedImage Read(DbDataReader row) =>
        new(ImageRows.Read(row), row.Text(row.FieldCount - 2) ?? "", UnixTime.At(row.GetInt64(row.FieldCount - 1)));
}

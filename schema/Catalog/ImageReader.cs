using System.Runtime.CompilerServices;
using Vignette.Schema.Database;

namespace Vignette.Schema.Catalog;

/// <summary>Finds images. Deleted ones are never found, nor are uploads that have not been stored, nor what the viewer is not shown.</summary>
public class ImageReader(ICatalogDatabase database, Viewer viewer)
{
    /// <summary>As many ids as <see cref="ListIdsAsync"/> gives at a time.</summary>
    public const int MaxIds = 1000;

    private readonly string _byId = $"{ImageRows.Select}\nWHERE i.id = @id AND {viewer.Shown}";

    /// <summary>Whom it finds images for.</summary>
    public Viewer Viewer => viewer;

    public Task<ImageRecord?> FindAsync(ImageId id, CancellationToken cancellationToken) =>
        database.QueryAsync((sql, token) => sql.FirstAsync(_byId, [("@id", id.ToString()), .. viewer.Values], ImageRows.Read, token), cancellationToken);

    /// <summary>Whether there is such an image, for who needs no more of it.</summary>
    public Task<bool> ExistsAsync(ImageId id, CancellationToken cancellationToken) => database.QueryAsync(
        (sql, token) => sql.FirstAsync($"SELECT 1 FROM images i WHERE i.id = @id AND {viewer.Shown}", [("@id", id.ToString()), .. viewer.Values], _ => true, token),
        cancellationToken);

    public Task<ImageDetails?> DetailsAsync(ImageId id, CancellationToken cancellationToken) =>
        database.QueryAsync<ImageDetails?>(
            async (sql, token) =>
            {
                var image = await sql.FirstAsync(_byId, [("@id", id.ToString()), .. viewer.Values], ImageRows.Read, token);
                return image is null ? null : await ImageDocuments.ReadAsync(sql, image, token);
            },
            cancellationToken);

    /// <summary>The latest changes of an image's annotations, newest first; none where there is no such image.</summary>
    public async Task<IReadOnlyList<AnnotationHistoryEntry>> AnnotationHistoryAsync(ImageId id, int limit, CancellationToken cancellationToken) =>
        await database.QueryAsync(
            (sql, token) => sql.QueryAsync(
                $"""
                SELECT h.at, h.author, h.what, h.detail
                FROM images i JOIN annotation_history h ON h.seq = i.seq
                WHERE i.id = @id AND {viewer.Shown} ORDER BY h.id DESC LIMIT @limit
                """,
                [("@id", id.ToString()), ("@limit", limit), .. viewer.Values],
                row => new AnnotationHistoryEntry(UnixTime.At(row.GetInt64(0)), row.GetString(1), row.GetString(2), row.GetString(3)),
                token),
            cancellationToken);

    /// <summary>One page in the query's order. Pages do not shift when images are added or removed.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not 1 to <see cref="ImageQuery.MaxLimit"/>.</exception>
    /// <exception cref="ArgumentException">The cursor is no place in this list: see <see cref="ImageQuery.HasPlace"/>.</exception>
    public Task<ImagePage> ListAsync(ImageQuery query, CancellationToken cancellationToken)
    {
        Check(query);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, ImageQuery.MaxLimit, nameof(query));
        var list = new ImageList(query, viewer, database.Dialect);
        return database.QueryAsync(
            async (sql, token) =>
            {
                // One more than asked for tells whether there is a next page.
                var images = await list.ReadAsync(sql, query.After, query.Limit + 1, token);
                var page = images.Take(query.Limit).ToList();
                return new ImagePage([.. page.Select(row => row.Image)], images.Count > query.Limit ? list.PlaceOf(page[^1].Entry) : null);
            },
            cancellationToken);
    }

    /// <summary>One page of at most <see cref="MaxIds"/> ids, whatever the query's limit is.</summary>
    /// <exception cref="ArgumentException">The cursor is no place in this list.</exception>
    public Task<ImageIdPage> ListIdsAsync(ImageQuery query, CancellationToken cancellationToken)
    {
        Check(query);
        var list = new ImageList(query, viewer, database.Dialect);
        return database.QueryAsync(
            async (sql, token) =>
            {
                var entries = await list.FindAsync(sql, query.After, MaxIds + 1, token);
                var page = entries.Take(MaxIds).ToList();
                return new ImageIdPage(await IdsAsync(sql, database.Dialect, page, token), entries.Count > MaxIds ? list.PlaceOf(page[^1]) : null);
            },
            cancellationToken);
    }

    /// <summary>
    /// Everything that the query finds, in its order, from its cursor on, whatever its limit is: read page by page, so
    /// that it takes no more memory for a million images than for a hundred, and holds no connection meanwhile.
    /// </summary>
    /// <exception cref="ArgumentException">The cursor is no place in this list.</exception>
    public async IAsyncEnumerable<ImageDetails> WalkAsync(ImageQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ImageCursor? next;
        do
        {
            var (documents, place) = await ReadDocumentsAsync(query with { Limit = ImageQuery.MaxLimit }, cancellationToken);
            foreach (var details in documents)
            {
                yield return details;
            }

            next = place;
            query = query with { After = next };
        }
        while (next is not null);
    }

    /// <summary>How many images the query finds, but no more than <paramref name="atMost"/>. Takes the longer the more there are.</summary>
    public Task<int> CountAsync(ImageQuery query, int atMost, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return database.QueryAsync((sql, token) => new ImageList(query, viewer, database.Dialect).CountAsync(sql, atMost, token), cancellationToken);
    }

    /// <summary>What the newest images that the query finds have in common, whatever its order, limit and cursor are.</summary>
    public Task<ImageFacets> FacetsAsync(ImageQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var list = new ImageList(query with { Sort = ImageSort.Newest }, viewer, database.Dialect);
        return database.QueryAsync(
            async (sql, token) =>
            {
                var entries = await list.FindAsync(sql, after: null, ImageFacets.MaxImages + 1, token);
                var sequences = entries.Take(ImageFacets.MaxImages).Select(entry => entry.Sequence).ToList();
                var counts = new FacetCounts(sql, database.Dialect, sequences);
                return new ImageFacets(
                    sequences.Count,
                    entries.Count > sequences.Count,
                    await counts.TextsAsync("image_tags", "tag_key", "tag", token),
                    await counts.TextsAsync("image_labels", "label_key", "label", token),
                    await counts.ColumnAsync("status", row => (TaskState)row.GetInt32(0), token),
                    await counts.ColumnAsync("review", row => (ReviewState)row.GetInt32(0), token),
                    await counts.ColumnAsync("owner", row => row.GetString(0), token));
            },
            cancellationToken);
    }

    /// <summary>What stands before and after an image in the query's list, whether it is in it or not any more. Null where there is no such image.</summary>
    public Task<ImageNeighbours?> NeighboursAsync(ImageQuery query, ImageId id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return database.QueryAsync<ImageNeighbours?>(
            async (sql, token) =>
            {
                var (forward, backward) = (new ImageList(query, viewer, database.Dialect), new ImageList(query, viewer, database.Dialect, isReversed: true));
                if (await forward.PlaceOfAsync(sql, id, token) is not { } place)
                {
                    return null;
                }

                return new ImageNeighbours(
                    Previous: await NextAsync(sql, backward, place, token),
                    Next: await NextAsync(sql, forward, place, token));
            },
            cancellationToken);
    }

    /// <summary>Labels that begin so, those that most images have first; of the latest images where nothing is said.</summary>
    /// <param name="limit">1 or more.</param>
    public async Task<IReadOnlyList<LabelUse>> LabelsAsync(string? beginning, int limit, CancellationToken cancellationToken) =>
        await database.QueryAsync((sql, token) => LabelUses.FindAsync(sql, viewer, beginning, limit, token), cancellationToken);

    /// <summary>A trivial query, to see whether the database answers.</summary>
    public Task PingAsync(CancellationToken cancellationToken) =>
        database.QueryAsync((sql, token) => sql.FirstAsync("SELECT COUNT(*) FROM schema_migrations", [], row => row.GetInt64(0), token), cancellationToken);

    private Task<(List<ImageDetails> Documents, ImageCursor? Next)> ReadDocumentsAsync(ImageQuery query, CancellationToken cancellationToken)
    {
        Check(query);
        var list = new ImageList(query, viewer, database.Dialect);
        return database.QueryAsync(
            async (sql, token) =>
            {
                var images = await list.ReadAsync(sql, query.After, query.Limit + 1, token);
                var documents = new List<ImageDetails>();
                foreach (var (image, _) in images.Take(query.Limit))
                {
                    documents.Add(await ImageDocuments.ReadAsync(sql, image, token));
                }

                return (documents, images.Count > query.Limit ? list.PlaceOf(images[query.Limit - 1].Entry) : null);
            },
            cancellationToken);
    }

    private async Task<ImageId?> NextAsync(Sql sql, ImageList list, ImageCursor place, CancellationToken cancellationToken)
    {
        var ids = await IdsAsync(sql, database.Dialect, await list.FindAsync(sql, place, limit: 1, cancellationToken), cancellationToken);
        return ids.Count > 0 ? ids[0] : null;
    }

    private static async Task<IReadOnlyList<ImageId>> IdsAsync(Sql sql, SqlDialect dialect, IReadOnlyList<ListEntry> entries, CancellationToken cancellationToken)
    {
        var rows = await sql.QueryAsync(
            $"SELECT i.seq, i.id FROM {dialect.Numbers} n {dialect.JoinInOrder} images i ON i.seq = n.seq",
            [ImageList.NumbersOf(entries.Select(entry => entry.Sequence))],
            row => KeyValuePair.Create(row.GetInt64(0), ImageId.Parse(row.GetString(1))),
            cancellationToken);
        var ids = new Dictionary<long, ImageId>(rows);
        return [.. entries.Select(entry => ids[entry.Sequence])];
    }

    private static void Check(ImageQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1, nameof(query));
        if (query.After is { } after && !query.HasPlace(after))
        {
            throw new ArgumentException("The cursor is of another list.", nameof(query));
        }
    }
}

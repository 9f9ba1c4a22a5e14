using Vignette.Schema.Catalog;
using Vignette.Schema.Database;

namespace Vignette.Schema.MySql;

/// <summary>A list's images, newest first, along the index that says most of what they have in common; all else is looked up for each.</summary>
/// <param name="tagKey">Null: any tag.</param>
/// <param name="status">Null: any status.</param>
/// <param name="patterns">What the images' words must be <c>LIKE</c>.</param>
internal sealed class MySqlImageWalk(string? tagKey, TaskState? status, IReadOnlyList<string> patterns)
{
    // Said, not left to the server: what it thinks of an index depends on what it last counted.
    private const string Tags = "image_tags g FORCE INDEX (image_tags_tag)";

    private string Images => status is null ? "images i FORCE INDEX (images_visible)" : "images i FORCE INDEX (images_status)";

    private bool ByTag => tagKey is not null && status is null or TaskState.Completed;

    /// <summary>The sequence of the last image of as many along the index, whether they are in the list or not; 0 where there are no more than these.</summary>
    /// <param name="after">Exclusive.</param>
    public Task<long> EndOfWindowAsync(Sql sql, long after, int count, CancellationToken cancellationToken)
    {
        var (from, condition, seq) = ByTag
            ? (Tags, "g.tag_key = @tag", "g.seq")
            : (Images, status is null ? "i.visible = 1" : "i.visible = 1 AND i.status = @status", "i.seq");
        return sql.FirstAsync(
            $"SELECT {seq} FROM {from} WHERE {condition} AND {seq} < @after ORDER BY {seq} DESC LIMIT 1 OFFSET @offset",
            [("@after", after), ("@offset", count - 1), ("@tag", tagKey), ("@status", (int?)status)],
            row => row.GetInt64(0),
            cancellationToken);
    }

    /// <summary>The list's images between two places.</summary>
    /// <param name="after">Exclusive.</param>
    /// <param name="end">Inclusive.</param>
    public Task<List<ImageRecord>> ReadAsync(Sql sql, long after, long end, int limit, CancellationToken cancellationToken)
    {
        var seq = ByTag ? "g.seq" : "i.seq";
        var words = patterns.Count == 0 ? "" : "STRAIGHT_JOIN image_search ON image_search.seq = i.seq";
        return sql.QueryAsync(
            $"""
            SELECT {ImageRows.Columns}
            FROM {(ByTag ? $"{Tags} STRAIGHT_JOIN images i ON i.seq = g.seq" : Images)} {words}
            {ImageRows.Tasks}
            WHERE {Conditions()} AND {seq} < @after AND {seq} >= @end ORDER BY {seq} DESC LIMIT @limit
            """,
            Values([("@after", after), ("@end", end), ("@limit", limit)]),
            ImageRows.Read,
            cancellationToken);
    }

    /// <summary>The list's images that the full-text index finds.</summary>
    /// <param name="after">Exclusive.</param>
    public Task<List<ImageRecord>> MatchAsync(Sql sql, string search, long after, int limit, CancellationToken cancellationToken)
    {
        // Only the sequences are sorted; the rows are read once it is known which.
        return sql.QueryAsync(
            $"""
            SELECT {ImageRows.Columns}
            FROM (
                SELECT image_search.seq
                FROM image_search STRAIGHT_JOIN images i ON i.seq = image_search.seq
                WHERE MATCH (image_search.words) AGAINST (@search IN BOOLEAN MODE) AND image_search.seq < @after AND {Conditions(byTag: false)}
                ORDER BY image_search.seq DESC LIMIT @limit
            ) found
            STRAIGHT_JOIN images i ON i.seq = found.seq
            {ImageRows.Tasks}
            ORDER BY found.seq DESC
            """,
            Values([("@search", search), ("@after", after), ("@limit", limit)]),
            ImageRows.Read,
            cancellationToken);
    }

    private string Conditions() => Conditions(ByTag);

    private string Conditions(bool byTag)
    {
        var conditions = new List<string>();
        if (byTag)
        {
            conditions.Add("g.tag_key = @tag");
        }

        conditions.Add("i.visible = 1");
        if (status is not null)
        {
            conditions.Add("i.status = @status");
        }

        if (tagKey is not null && !byTag)
        {
            // By the image, of which there are few tags. As a value, so that it is no join that might be begun with.
            conditions.Add("(SELECT COUNT(*) FROM image_tags o WHERE o.seq = i.seq AND o.tag_key = @tag) > 0");
        }

        conditions.AddRange(patterns.Select((_, i) => $"image_search.words LIKE @like{i}"));
        return string.Join(" AND ", conditions);
    }

    private SqlValue[] Values(IEnumerable<SqlValue> own) =>
        [.. own, ("@tag", tagKey), ("@status", (int?)status), .. patterns.Select((pattern, i) => new SqlValue($"@like{i}", pattern))];
}

using Vignette.Schema.Database;

namespace Vignette.Schema.Catalog;

/// <summary>
/// The statement of a list. Each walks one index in the order of the page and stops at its end, so that it costs the
/// same however many images there are: what is filtered in two ways at once is found by the search index.
/// </summary>
internal sealed record ImageList(string Statement, SqlValue[] Values)
{
    /// <summary>What reads the page, and one image more.</summary>
    public static Func<Sql, CancellationToken, Task<List<ImageRecord>>> Reader(ImageQuery query, SqlDialect dialect)
    {
        if (dialect.Search is { } search)
        {
            return (sql, token) => search.FindAsync(sql, query, SearchText.Parse(query.Text), TagKey(query), query.Limit + 1, token);
        }

        var list = For(query, dialect);
        return (sql, token) => sql.QueryAsync(list.Statement, list.Values, ImageRows.Read, token);
    }

    public static ImageList For(ImageQuery query, SqlDialect dialect)
    {
        var text = SearchText.Parse(query.Text);
        var tag = TagKey(query);
        SqlValue after = ("@after", query.After?.Sequence ?? long.MaxValue);
        SqlValue limit = ("@limit", query.Limit + 1);

        return (text.Terms.Count > 0, tag, query.Status) switch
        {
            (false, null, null) => new(
                $"{ImageRows.Select}\nWHERE i.visible = 1 AND i.seq < @after ORDER BY i.seq DESC LIMIT @limit",
                [after, limit]),
            (false, null, { } status) => new(
                $"{ImageRows.Select}\nWHERE i.visible = 1 AND i.status = @status AND i.seq < @after ORDER BY i.seq DESC LIMIT @limit",
                [after, limit, ("@status", (int)status)]),
            (false, { } key, null) => new(
                $"""
                SELECT {ImageRows.Columns}
                FROM image_tags g
                JOIN images i ON i.seq = g.seq
                {ImageRows.Tasks}
                WHERE g.tag_key = @tag AND g.seq < @after AND i.visible = 1 ORDER BY g.seq DESC LIMIT @limit
                """,
                [after, limit, ("@tag", key)]),
            (_, _, var status) => new(
                $"""
                SELECT {ImageRows.Columns}
                FROM image_search
                JOIN images i ON i.seq = image_search.{dialect.SearchKey}
                {ImageRows.Tasks}
                WHERE {dialect.SearchCondition} AND image_search.{dialect.SearchKey} < @after AND i.visible = 1
                AND (@status IS NULL OR i.status = @status)
                ORDER BY image_search.{dialect.SearchKey} DESC LIMIT @limit
                """,
                [after, limit, ("@status", (int?)status), ("@search", dialect.SearchFor(text, Marks(tag, status, dialect)))]),
        };
    }

    private static string? TagKey(ImageQuery query) => string.IsNullOrWhiteSpace(query.Tag) ? null : Tag.KeyOf(query.Tag);

    private static IEnumerable<string> Marks(string? tag, TaskState? status, SqlDialect dialect)
    {
        if (tag is not null)
        {
            yield return dialect.SearchMark(SearchMarks.Tag(tag));
        }

        if (status is { } state)
        {
            yield return dialect.SearchMark(SearchMarks.Status(state));
        }
    }
}

using Vignette.Schema.Database;

namespace Vignette.Schema.Catalog;

/// <summary>Keeps what the search finds in step with the catalog, in the same transaction.</summary>
internal static class SearchIndex
{
    /// <summary>Writes the image's words and marks anew. One that readers do not see is not in the index.</summary>
    public static async Task RefreshAsync(Sql sql, SqlDialect dialect, long seq, CancellationToken cancellationToken)
    {
        SqlValue[] values = [("@seq", seq)];
        var image = await sql.FirstAsync(
            "SELECT file_name, caption, status FROM images WHERE seq = @seq AND visible = 1",
            values,
            row => new Words(row.GetString(0), row.Text(1), (TaskState)row.GetInt32(2)),
            cancellationToken);
        if (image is null)
        {
            return;
        }

        var tags = await sql.QueryAsync(
            "SELECT tag_key, tag FROM image_tags WHERE seq = @seq ORDER BY position",
            values,
            row => new Tag(row.GetString(0), row.GetString(1)),
            cancellationToken);
        var labels = await sql.QueryAsync("SELECT label FROM image_objects WHERE seq = @seq ORDER BY position", values, row => row.GetString(0), cancellationToken);
        await WriteAsync(sql, dialect, seq, image, tags, labels, cancellationToken);
    }

    /// <summary>Adds an image that has just been stored, of which only the name is known.</summary>
    public static Task AddAsync(Sql sql, SqlDialect dialect, long seq, string fileName, CancellationToken cancellationToken) =>
        WriteAsync(sql, dialect, seq, new Words(fileName, Caption: null, TaskState.Pending), [], [], cancellationToken);

    public static Task RemoveAsync(Sql sql, SqlDialect dialect, long seq, CancellationToken cancellationToken) =>
        sql.ExecuteAsync($"DELETE FROM image_search WHERE {dialect.SearchKey} = @seq", [("@seq", seq)], cancellationToken);

    private static Task<int> WriteAsync(Sql sql, SqlDialect dialect, long seq, Words image, IReadOnlyList<Tag> tags, IReadOnlyList<string> labels, CancellationToken cancellationToken)
    {
        var marks = tags.Select(tag => SearchMarks.Tag(tag.Key)).Append(SearchMarks.Status(image.Status)).Select(dialect.SearchMark);
        return sql.ExecuteAsync(
            dialect.SearchWrite,
            [
                ("@seq", seq),
                ("@name", dialect.SearchWords(image.FileName)),
                ("@caption", dialect.SearchWords(image.Caption)),
                ("@tags", dialect.SearchWords(string.Join('\n', tags.Select(tag => tag.Text)))),
                ("@labels", dialect.SearchWords(string.Join('\n', labels))),
                ("@marks", string.Join(' ', marks)),
            ],
            cancellationToken);
    }

    private sealed record Words(string FileName, string? Caption, TaskState Status);
}

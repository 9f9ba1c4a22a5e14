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
            "SELECT file_name, caption, owner, status, review FROM images WHERE seq = @seq AND visible = 1",
            values,
            row => new Words(row.GetString(0), row.Text(1), row.GetString(2), (TaskState)row.GetInt32(3), (ReviewState)row.GetInt32(4)),
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
        var boxes = (await AnnotationRows.BoxesAsync(sql, seq, cancellationToken)).ConvertAll(box => box.Label);
        var suggestions = await sql.QueryAsync("SELECT label FROM image_objects WHERE seq = @seq ORDER BY position", values, row => row.GetString(0), cancellationToken);
        await WriteLabelsAsync(sql, seq, boxes, suggestions, cancellationToken);
        await WriteAsync(sql, dialect, seq, image, tags, [.. boxes, .. suggestions], cancellationToken);
    }

    /// <summary>Adds an image that has just been stored, of which only name and owner are known.</summary>
    public static Task AddAsync(Sql sql, SqlDialect dialect, long seq, string fileName, string owner, CancellationToken cancellationToken) =>
        WriteAsync(sql, dialect, seq, new Words(fileName, Caption: null, owner, TaskState.Pending, ReviewState.Unreviewed), [], [], cancellationToken);

    public static async Task RemoveAsync(Sql sql, SqlDialect dialect, long seq, CancellationToken cancellationToken)
    {
        await sql.ExecuteAsync("DELETE FROM image_labels WHERE seq = @seq", [("@seq", seq)], cancellationToken);
        await dialect.RemoveSearchAsync(sql, seq, cancellationToken);
    }

    private static async Task WriteLabelsAsync(Sql sql, long seq, List<string> boxes, List<string> suggestions, CancellationToken cancellationToken)
    {
        var counts = boxes.Select(label => (Label: label, IsBox: true))
            .Concat(suggestions.Select(label => (Label: label, IsBox: false)))
            .Where(use => !string.IsNullOrWhiteSpace(use.Label))
            .GroupBy(use => Tag.KeyOf(Tag.Label(use.Label)))
            .Select(uses => new LabelCount(uses.Key, Tag.Label(uses.First().Label), uses.Count(use => use.IsBox), uses.Count(use => !use.IsBox)))
            .ToList();
        var there = await sql.QueryAsync(
            "SELECT label_key, label, boxes, suggestions FROM image_labels WHERE seq = @seq",
            [("@seq", seq)],
            row => new LabelCount(row.GetString(0), row.GetString(1), row.GetInt32(2), row.GetInt32(3)),
            cancellationToken);
        foreach (var gone in there.Except(counts))
        {
            await sql.ExecuteAsync("DELETE FROM image_labels WHERE seq = @seq AND label_key = @key", [("@seq", seq), ("@key", gone.Key)], cancellationToken);
        }

        foreach (var (key, label, boxCount, suggestionCount) in counts.Except(there))
        {
            await sql.ExecuteAsync(
                "INSERT INTO image_labels (seq, label_key, label, boxes, suggestions) VALUES (@seq, @key, @label, @boxes, @suggestions)",
                [("@seq", seq), ("@key", key), ("@label", label), ("@boxes", boxCount), ("@suggestions", suggestionCount)],
                cancellationToken);
        }
    }

    private static Task WriteAsync(Sql sql, SqlDialect dialect, long seq, Words image, IReadOnlyList<Tag> tags, IReadOnlyList<string> labels, CancellationToken cancellationToken)
    {
        var marks = tags.Select(tag => SearchMarks.Tag(tag.Key))
            .Concat(labels.Select(label => SearchMarks.Label(Tag.KeyOf(Tag.Label(label)))).Distinct())
            .Concat([SearchMarks.Status(image.Status), SearchMarks.Review(image.Review), SearchMarks.Owner(image.Owner)]);
        return dialect.WriteSearchAsync(
            sql,
            new SearchEntry(seq, image.FileName, image.Caption, string.Join('\n', tags.Select(tag => tag.Text)), string.Join('\n', labels), [.. marks]),
            cancellationToken);
    }

    private sealed record LabelCount(string Key, string Label, int Boxes, int Suggestions);

    private sealed record Words(string FileName, string? Caption, string Owner, TaskState Status, ReviewState Review);
}

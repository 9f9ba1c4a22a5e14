using Vignette.Schema.Database;

namespace Vignette.Schema.Catalog;

/// <summary>Reads an image with all that belongs to it.</summary>
internal static class ImageDocuments
{
    public static async Task<ImageDetails> ReadAsync(Sql sql, ImageRecord image, CancellationToken cancellationToken)
    {
        SqlValue[] values = [("@seq", image.Sequence)];
        var tags = await sql.QueryAsync("SELECT tag FROM image_tags WHERE seq = @seq ORDER BY position", values, row => row.GetString(0), cancellationToken);
        var boxes = await AnnotationRows.BoxesAsync(sql, image.Sequence, cancellationToken);
        var open = await AnnotationRows.OpenAsync(sql, image.Id, image.Sequence, cancellationToken);
        var decided = await AnnotationRows.DecidedAsync(sql, image.Id, image.Sequence, cancellationToken);
        var history = await sql.QueryAsync(
            "SELECT at, task, state, attempt, detail FROM task_history WHERE seq = @seq ORDER BY id",
            values,
            row => new TaskHistoryEntry(UnixTime.At(row.GetInt64(0)), (TaskKind)row.GetInt32(1), (TaskState)row.GetInt32(2), row.GetInt32(3), row.Text(4)),
            cancellationToken);
        return new ImageDetails(
            image,
            tags,
            boxes,
            [.. open.DistinctBy(suggestion => suggestion.Id).Select(suggestion => suggestion.Object)],
            [.. decided.ExceptBy(boxes.Select(box => box.Id), suggestion => suggestion.Id).Select(suggestion => suggestion.Object)],
            history);
    }
}

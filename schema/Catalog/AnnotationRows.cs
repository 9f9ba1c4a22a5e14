using System.Data.Common;
using Vignette.Schema.Database;

namespace Vignette.Schema.Catalog;

/// <summary>Reads and writes the rows of an image's boxes and suggestions.</summary>
internal static class AnnotationRows
{
    private const string Object = "label, confidence, x, y, width, height";

    /// <summary>The boxes in their order.</summary>
    public static async Task<List<AnnotatedBox>> BoxesAsync(Sql sql, long seq, CancellationToken cancellationToken)
    {
        var rows = await sql.QueryAsync(
            $"SELECT {Object}, id, origin, author, created_at, changed_at, position FROM image_boxes WHERE seq = @seq",
            [("@seq", seq)],
            row => (Position: row.GetInt32(11), Box: ReadBox(row)),
            cancellationToken);
        return [.. rows.OrderBy(row => row.Position).Select(row => row.Box)];
    }

    /// <summary>The suggestions that nobody has decided about; of several that say the very same, all.</summary>
    public static Task<List<Suggestion>> OpenAsync(Sql sql, ImageId id, long seq, CancellationToken cancellationToken) => sql.QueryAsync(
        "SELECT o.label, o.confidence, o.x, o.y, o.width, o.height, o.position, i.objects_origin FROM image_objects o JOIN images i ON i.seq = o.seq WHERE o.seq = @seq ORDER BY o.position",
        [("@seq", seq)],
        row =>
        {
            var found = ReadObject(row);
            return new Suggestion(found.IdIn(id), row.GetInt32(6), found, (CaptionOrigin?)row.Number(7) ?? CaptionOrigin.Model);
        },
        cancellationToken);

    /// <summary>The suggestions that were accepted or rejected.</summary>
    public static Task<List<Suggestion>> DecidedAsync(Sql sql, ImageId id, long seq, CancellationToken cancellationToken) => sql.QueryAsync(
        $"SELECT {Object}, origin FROM decided_objects WHERE seq = @seq ORDER BY id",
        [("@seq", seq)],
        row =>
        {
            var found = ReadObject(row);
            return new Suggestion(found.IdIn(id), Position: 0, found, (CaptionOrigin)row.GetInt32(6));
        },
        cancellationToken);

    public static Task<int> InsertSuggestionAsync(Sql sql, long seq, int position, DetectedObject found, CancellationToken cancellationToken) => sql.ExecuteAsync(
        "INSERT INTO image_objects (seq, position, label, confidence, x, y, width, height) VALUES (@seq, @position, @label, @confidence, @x, @y, @width, @height)",
        [("@seq", seq), ("@position", position), .. Values(found.Label, found.Confidence, found.Box)],
        cancellationToken);

    /// <param name="isFirst">False where one that says the very same is decided already.</param>
    public static async Task DecideAsync(Sql sql, long seq, Suggestion suggestion, bool isFirst, CancellationToken cancellationToken)
    {
        await sql.ExecuteAsync("DELETE FROM image_objects WHERE seq = @seq AND position = @position", [("@seq", seq), ("@position", suggestion.Position)], cancellationToken);
        if (!isFirst)
        {
            return;
        }

        await sql.ExecuteAsync(
            "INSERT INTO decided_objects (seq, id, origin, label, confidence, x, y, width, height) VALUES (@seq, @id, @origin, @label, @confidence, @x, @y, @width, @height)",
            [
                ("@seq", seq), ("@id", suggestion.Id), ("@origin", (int)suggestion.Origin),
                .. Values(suggestion.Object.Label, suggestion.Object.Confidence, suggestion.Object.Box),
            ],
            cancellationToken);
    }

    public static async Task ReopenAsync(Sql sql, long seq, int position, Suggestion suggestion, CancellationToken cancellationToken)
    {
        await sql.ExecuteAsync("DELETE FROM decided_objects WHERE seq = @seq AND id = @id", [("@seq", seq), ("@id", suggestion.Id)], cancellationToken);
        await InsertSuggestionAsync(sql, seq, position, suggestion.Object, cancellationToken);
    }

    public static Task<int> InsertBoxAsync(Sql sql, long seq, int position, AnnotatedBox box, CancellationToken cancellationToken) => sql.ExecuteAsync(
        """
        INSERT INTO image_boxes (seq, id, position, label_key, origin, author, created_at, changed_at, label, confidence, x, y, width, height)
        VALUES (@seq, @id, @position, @key, @origin, @author, @created, @changed, @label, @confidence, @x, @y, @width, @height)
        """,
        [.. Keys(seq, position, box), ("@created", box.CreatedAt.ToUnixTimeMilliseconds()), .. Values(box.Label, box.Confidence, box.Box)],
        cancellationToken);

    /// <summary>Writes all of it but its confidence, and when and by whom it was first drawn.</summary>
    public static Task<int> UpdateBoxAsync(Sql sql, long seq, int position, AnnotatedBox box, CancellationToken cancellationToken) => sql.ExecuteAsync(
        """
        UPDATE image_boxes SET position = @position, label_key = @key, author = @author, changed_at = @changed, label = @label,
            x = @x, y = @y, width = @width, height = @height
        WHERE seq = @seq AND id = @id
        """,
        [.. Keys(seq, position, box), .. Values(box.Label, box.Confidence, box.Box)],
        cancellationToken);

    public static Task<int> DeleteBoxAsync(Sql sql, long seq, string id, CancellationToken cancellationToken) =>
        sql.ExecuteAsync("DELETE FROM image_boxes WHERE seq = @seq AND id = @id", [("@seq", seq), ("@id", id)], cancellationToken);

    private static AnnotatedBox ReadBox(DbDataReader row)
    {
        var (label, confidence, box) = ReadObject(row);
        return new AnnotatedBox(
            row.GetString(6),
            label,
            box,
            confidence,
            (CaptionOrigin)row.GetInt32(7),
            row.GetString(8),
            UnixTime.At(row.GetInt64(9)),
            UnixTime.At(row.GetInt64(10)));
    }

    private static DetectedObject ReadObject(DbDataReader row) => new(
        row.GetString(0),
        row.IsDBNull(1) ? null : row.GetDouble(1),
        new BoundingBox(row.GetDouble(2), row.GetDouble(3), row.GetDouble(4), row.GetDouble(5)));

    private static SqlValue[] Keys(long seq, int position, AnnotatedBox box) =>
    [
        ("@seq", seq), ("@id", box.Id), ("@position", position), ("@key", Tag.KeyOf(box.Label)), ("@origin", (int)box.Origin),
        ("@author", box.Author), ("@changed", box.ChangedAt.ToUnixTimeMilliseconds()),
    ];

    private static SqlValue[] Values(string label, double? confidence, BoundingBox box) =>
    [
        ("@label", label), ("@confidence", confidence), ("@x", box.X), ("@y", box.Y), ("@width", box.Width), ("@height", box.Height),
    ];
}

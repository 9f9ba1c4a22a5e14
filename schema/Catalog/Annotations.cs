using Vignette.Schema.Database;

namespace Vignette.Schema.Catalog;

/// <summary>Writes what is said about a picture, and who said it.</summary>
internal static class Annotations
{
    public static Task WriteCaptionAsync(Sql sql, long seq, string caption, CaptionOrigin origin, string? model, CancellationToken cancellationToken) =>
        sql.ExecuteAsync(
            "UPDATE images SET caption = @caption, caption_origin = @origin, caption_model = @model WHERE seq = @seq",
            [("@caption", caption), ("@origin", (int)origin), ("@model", model), ("@seq", seq)],
            cancellationToken);

    /// <summary>In place of the tags there are.</summary>
    public static async Task WriteTagsAsync(Sql sql, long seq, IReadOnlyList<Tag> tags, CaptionOrigin origin, CancellationToken cancellationToken)
    {
        await sql.ExecuteAsync("UPDATE images SET tags_origin = @origin WHERE seq = @seq", [("@origin", (int)origin), ("@seq", seq)], cancellationToken);
        await sql.ExecuteAsync("DELETE FROM image_tags WHERE seq = @seq", [("@seq", seq)], cancellationToken);
        for (var i = 0; i < tags.Count; i++)
        {
            await sql.ExecuteAsync(
                "INSERT INTO image_tags (seq, position, tag_key, tag) VALUES (@seq, @position, @key, @tag)",
                [("@seq", seq), ("@position", i), ("@key", tags[i].Key), ("@tag", tags[i].Text)],
                cancellationToken);
        }
    }

    /// <summary>In place of the objects there are.</summary>
    public static async Task WriteObjectsAsync(Sql sql, long seq, IReadOnlyList<DetectedObject> objects, CaptionOrigin origin, CancellationToken cancellationToken)
    {
        await sql.ExecuteAsync("UPDATE images SET objects_origin = @origin WHERE seq = @seq", [("@origin", (int)origin), ("@seq", seq)], cancellationToken);
        await sql.ExecuteAsync("DELETE FROM image_objects WHERE seq = @seq", [("@seq", seq)], cancellationToken);
        for (var i = 0; i < objects.Count; i++)
        {
            var (label, confidence, box) = objects[i];
            await sql.ExecuteAsync(
                "INSERT INTO image_objects (seq, position, label, confidence, x, y, width, height) VALUES (@seq, @position, @label, @confidence, @x, @y, @width, @height)",
                [
                    ("@seq", seq), ("@position", i), ("@label", label), ("@confidence", confidence),
                    ("@x", box.X), ("@y", box.Y), ("@width", box.Width), ("@height", box.Height),
                ],
                cancellationToken);
        }
    }
}

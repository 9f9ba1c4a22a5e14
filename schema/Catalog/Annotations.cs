using Vignette.Schema.Database;

namespace Vignette.Schema.Catalog;

/// <summary>Writes what is said about a picture, and who said it.</summary>
internal static class Annotations
{
    // Intersection over union. Detectors are compared at 0.5 to 0.95: this is one that moved by little more than a line.
    private const double SameOverlap = 0.9;

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

    /// <summary>In place of the suggestions there are, but for what a person has decided about.</summary>
    public static async Task WriteSuggestionsAsync(Sql sql, ImageId id, long seq, IReadOnlyList<DetectedObject> objects, CaptionOrigin origin, CancellationToken cancellationToken)
    {
        var decided = new List<DetectedObject>();
        decided.AddRange((await AnnotationRows.DecidedAsync(sql, id, seq, cancellationToken)).Select(suggestion => suggestion.Object));
        decided.AddRange((await AnnotationRows.BoxesAsync(sql, seq, cancellationToken)).Select(box => new DetectedObject(box.Label, box.Confidence, box.Box)));
        var open = objects
            .Select(found => found with { Label = Tag.Label(found.Label) })
            .Where(found => found.Label.Length > 0 && !decided.Exists(other => IsSame(found, other)))
            .DistinctBy(found => found.IdIn(id))
            .ToList();

        await sql.ExecuteAsync("UPDATE images SET objects_origin = @origin WHERE seq = @seq", [("@origin", (int)origin), ("@seq", seq)], cancellationToken);
        await sql.ExecuteAsync("DELETE FROM image_objects WHERE seq = @seq", [("@seq", seq)], cancellationToken);
        for (var i = 0; i < open.Count; i++)
        {
            await AnnotationRows.InsertSuggestionAsync(sql, seq, i, open[i], cancellationToken);
        }
    }

    /// <summary>Whether a finding says again what was decided: the same label, in nearly the same place.</summary>
    private static bool IsSame(DetectedObject found, DetectedObject decided) =>
        found.Box.OverlapWith(decided.Box) >= SameOverlap && Tag.KeyOf(found.Label) == Tag.KeyOf(decided.Label);
}

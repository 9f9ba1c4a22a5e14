using Vignette.Schema.Database;

namespace Vignette.Schema.Catalog;

/// <summary>Finds labels for somebody who is typing one, at a cost that does not grow with the catalog.</summary>
internal static class LabelUses
{
    /// <summary>Images whose labels are looked at where nothing is typed yet.</summary>
    private const int Latest = 500;

    // Different labels with the same beginning, and images with the same label, that are looked at.
    private const int MaxLabels = 50;
    private const int MaxImages = 200;

    // After every key with that beginning, in the byte order of both engines.
    private const string End = "\U0010FFFF";

    public static async Task<List<LabelUse>> FindAsync(Sql sql, string? beginning, int limit, CancellationToken cancellationToken)
    {
        var key = Tag.KeyOf(beginning ?? "");
        var uses = key.Length == 0 ? await LatestAsync(sql, cancellationToken) : await BeginningAsync(sql, key, cancellationToken);
        return [.. uses.OrderByDescending(use => use.Images).ThenBy(use => use.Label, StringComparer.Ordinal).Take(limit)];
    }

    private static async Task<List<LabelUse>> LatestAsync(Sql sql, CancellationToken cancellationToken)
    {
        var rows = await sql.QueryAsync(
            """
            SELECT l.label_key, l.label FROM image_labels l
            WHERE l.seq > (SELECT COALESCE(MAX(seq), 0) - @latest FROM images WHERE visible = 1)
            """,
            [("@latest", Latest)],
            row => new Tag(row.GetString(0), row.GetString(1)),
            cancellationToken);
        return [.. rows.GroupBy(row => row.Key).Select(group => new LabelUse(group.First().Text, group.Count()))];
    }

    private static async Task<List<LabelUse>> BeginningAsync(Sql sql, string beginning, CancellationToken cancellationToken)
    {
        // From one label to the next by the index, however many images have each.
        var uses = new List<LabelUse>();
        for (string? last = null; uses.Count < MaxLabels;)
        {
            var label = await sql.FirstAsync(
                $"SELECT label_key, label FROM image_labels WHERE label_key {(last is null ? ">=" : ">")} @from AND label_key < @end ORDER BY label_key LIMIT 1",
                [("@from", last ?? beginning), ("@end", beginning + End)],
                row => new Tag(row.GetString(0), row.GetString(1)),
                cancellationToken);
            if (label is null)
            {
                break;
            }

            var images = await sql.FirstAsync(
                "SELECT COUNT(*) FROM (SELECT 1 FROM image_labels WHERE label_key = @key LIMIT @most) counted",
                [("@key", label.Key), ("@most", MaxImages)],
                row => row.GetInt64(0),
                cancellationToken);
            uses.Add(new LabelUse(label.Text, images));
            last = label.Key;
        }

        return uses;
    }
}

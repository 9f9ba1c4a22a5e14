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

    public static async Task<List<LabelUse>> FindAsync(Sql sql, Viewer viewer, string? beginning, int limit, CancellationToken cancellationToken)
    {
        var key = Tag.KeyOf(beginning ?? "");
        var uses = key.Length == 0 ? await LatestAsync(sql, viewer, cancellationToken) : await BeginningAsync(sql, viewer, key, cancellationToken);
        return [.. uses.OrderByDescending(use => use.Images).ThenBy(use => use.Label, StringComparer.Ordinal).Take(limit)];
    }

    private static async Task<List<LabelUse>> LatestAsync(Sql sql, Viewer viewer, CancellationToken cancellationToken)
    {
        var rows = await sql.QueryAsync(
            $"""
            SELECT l.label_key, l.label FROM image_labels l JOIN images i ON i.seq = l.seq
            WHERE l.seq > (SELECT COALESCE(MAX(seq), 0) - @latest FROM images WHERE visible = 1) AND {viewer.SharedOrOwn}
            """,
            [("@latest", Latest), .. viewer.Values],
            row => new Tag(row.GetString(0), row.GetString(1)),
            cancellationToken);
        return [.. rows.GroupBy(row => row.Key).Select(group => new LabelUse(group.First().Text, group.Count()))];
    }

    private static async Task<List<LabelUse>> BeginningAsync(Sql sql, Viewer viewer, string beginning, CancellationToken cancellationToken)
    {
        // From one label to the next by the index, however many images have each.
        var uses = new List<LabelUse>();
        for (var (last, looked) = ((string?)null, 0); looked < MaxLabels; looked++)
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
                $"SELECT COUNT(*) FROM (SELECT seq FROM image_labels WHERE label_key = @key LIMIT @most) l JOIN images i ON i.seq = l.seq WHERE {viewer.SharedOrOwn}",
                [("@key", label.Key), ("@most", MaxImages), .. viewer.Values],
                row => row.GetInt64(0),
                cancellationToken);
            if (images > 0)
            {
                uses.Add(new LabelUse(label.Text, images));
            }

            last = label.Key;
        }

        return uses;
    }
}

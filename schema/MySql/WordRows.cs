using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Vignette.Schema.Catalog;
using Vignette.Schema.Database;

namespace Vignette.Schema.MySql;

/// <summary>
/// The words of an image: all of them in <c>image_search</c>, in their order, and a row of <c>image_words</c> for each, in
/// the order in which lists are walked. Every row is found by what <c>image_search</c> says, so that it takes no other index.
/// </summary>
internal static class WordRows
{
    // A digest of all words, which says that the rows are of these words. No word begins so, nor is one sought that does.
    private const string DigestHead = "#";
    private const int DigestLength = 16;

    private const string Rows = "JSON_TABLE(@rows, '$[*]' COLUMNS (word VARCHAR(66) CHARACTER SET ascii COLLATE ascii_bin PATH '$'))";

    // Of the column's own character set, or its index would be of no use.
    private const string HasRows =
        "EXISTS (SELECT 1 FROM image_words w WHERE w.word = CONVERT(CONCAT('#', LEFT(SHA2(s.words, 256), 16)) USING ascii) COLLATE ascii_bin AND w.seq = s.seq)";

    /// <summary>Writes what has changed since the image's words were last written; nothing where they are the same.</summary>
    public static async Task WriteAsync(Sql sql, SearchEntry entry, CancellationToken cancellationToken)
    {
        var words = SearchWords.Document(entry.FileName, entry.Caption, entry.Tags, entry.Labels);
        var before = await sql.FirstAsync(
            $"SELECT s.words, {HasRows} FROM image_search s WHERE s.seq = @seq FOR UPDATE",
            [("@seq", entry.Sequence)],
            row => (Words: row.GetString(0), HasRows: row.GetInt64(1) != 0),
            cancellationToken);
        if (before.HasRows && before.Words == words)
        {
            return;
        }

        await sql.ExecuteAsync(
            "INSERT INTO image_search (seq, words) VALUES (@seq, @words) AS new ON DUPLICATE KEY UPDATE words = new.words",
            [("@seq", entry.Sequence), ("@words", words)],
            cancellationToken);
        var (there, all) = (Of(before.Words), Of(words));
        await DeleteAsync(sql, entry.Sequence, [.. there.Except(all)], cancellationToken);

        // Which rows there are of words that another program wrote is not known: none of them stands in the way.
        await sql.ExecuteAsync(
            $"INSERT INTO image_words (word, seq) SELECT n.word, @seq FROM {Rows} n ON DUPLICATE KEY UPDATE seq = image_words.seq",
            [("@seq", entry.Sequence), Value(before.HasRows ? [.. all.Except(there)] : [.. all])],
            cancellationToken);
    }

    public static async Task RemoveAsync(Sql sql, long seq, CancellationToken cancellationToken)
    {
        var words = await sql.FirstAsync("SELECT words FROM image_search WHERE seq = @seq FOR UPDATE", [("@seq", seq)], row => row.GetString(0), cancellationToken);
        await DeleteAsync(sql, seq, [.. Of(words)], cancellationToken);
        await sql.ExecuteAsync("DELETE FROM image_search WHERE seq = @seq", [("@seq", seq)], cancellationToken);
    }

    /// <summary>Of the images that changed within the hour before the last change, those whose rows are not of their words.</summary>
    public static Task<List<long>> UnknownAsync(Sql sql, int limit, CancellationToken cancellationToken) => sql.QueryAsync(
        $"""
        SELECT i.seq FROM images i FORCE INDEX (images_updated) STRAIGHT_JOIN image_search s ON s.seq = i.seq
        WHERE i.updated_at >= (SELECT MAX(updated_at) FROM images) - 3600000 AND i.visible = 1 AND NOT {HasRows}
        LIMIT @limit
        """,
        [("@limit", limit)],
        row => row.GetInt64(0),
        cancellationToken);

    /// <summary>The rows of an image with these words, in their order in the table, so that no two writers wait for each other.</summary>
    public static SortedSet<string> Of(string? words)
    {
        var rows = new SortedSet<string>(StringComparer.Ordinal);
        if (words is null)
        {
            return rows;
        }

        rows.UnionWith(from word in words.Split(' ') where word.StartsWith(SearchWords.Head, StringComparison.Ordinal) select SearchWords.InRow(word, out _));
        rows.Add(DigestHead + Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(words)))[..DigestLength]);
        return rows;
    }

    private static Task DeleteAsync(Sql sql, long seq, string[] rows, CancellationToken cancellationToken) => rows.Length == 0
        ? Task.CompletedTask
        : sql.ExecuteAsync($"DELETE w FROM {Rows} n STRAIGHT_JOIN image_words w ON w.word = n.word WHERE w.seq = @seq", [("@seq", seq), Value(rows)], cancellationToken);

    private static SqlValue Value(string[] rows) => ("@rows", JsonSerializer.Serialize(rows, ParameterJson.Default.StringArray));
}

using System.Text;
using Microsoft.Data.Sqlite;
using Vignette.Schema.Database;
using Vignette.Schema.Sqlite;
using Vignette.Tests;

namespace Vignette.Schema.Tests;

/// <summary>Images are found by SQLite's tokenizer and looked at with ours: the two must agree.</summary>
public sealed class SearchFoldTests
{
    [Fact]
    public void Every_settled_character_is_to_us_what_it_is_to_the_tokenizer()
    {
        SqliteLibrary.EnsureLoaded();
        using var folder = new TemporaryFolder();
        using var session = SqliteSession.OpenWriter(folder.File("words.db"));
        session.Execute("CREATE VIRTUAL TABLE texts USING fts5 (text, tokenize = 'unicode61 remove_diacritics 2')");
        session.Execute("CREATE VIRTUAL TABLE terms USING fts5vocab (texts, instance)");
        session.Execute("BEGIN");
        using var insert = session.CreateCommand();
        insert.CommandText = "INSERT INTO texts (rowid, text) VALUES (@rune, @text)";
        var (rune, text) = (insert.Parameters.Add("@rune", SqliteType.Integer), insert.Parameters.Add("@text", SqliteType.Text));
        var expected = new Dictionary<int, string>();
        for (var value = 1; value <= 0x10FFFF; value++)
        {
            if (!Rune.IsValid(value) || !SearchFold.IsSettled(new Rune(value).ToString()))
            {
                continue;
            }

            (rune.Value, text.Value) = (value, $"a{new Rune(value)}b");
            insert.ExecuteNonQuery();
            expected.Add(value, Expected(new Rune(value)));
        }

        session.Execute("COMMIT");
        var found = new Dictionary<int, string>();
        using var select = session.CreateCommand();
        select.CommandText = "SELECT doc, term FROM terms ORDER BY doc, \"offset\"";
        using var row = select.ExecuteReader();
        while (row.Read())
        {
            var doc = row.GetInt32(0);
            found[doc] = found.TryGetValue(doc, out var before) ? $"{before} {row.GetString(1)}" : row.GetString(1);
        }

        expected.Count.ShouldBeGreaterThan(40_000);
        expected.Where(pair => found.GetValueOrDefault(pair.Key) != pair.Value).Select(pair => $"U+{pair.Key:X4}: '{found.GetValueOrDefault(pair.Key)}', ours '{pair.Value}'").ShouldBeEmpty();
    }

    private static string Expected(Rune rune) => SearchFold.Fold(rune, out var isMark) is { } folded ? $"a{folded}b" : isMark ? "ab" : "a b";
}

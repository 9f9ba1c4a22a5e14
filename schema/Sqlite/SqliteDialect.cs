using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Vignette.Schema.Catalog;
using Vignette.Schema.Database;

namespace Vignette.Schema.Sqlite;

/// <summary>SQLite, with FTS5 for the search.</summary>
internal sealed class SqliteDialect : SqlDialect
{
    public override string Name => "Sqlite";

    public override string CountTables => "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = @table";

    public override string ForUpdate => "";

    internal override FullTextIndex FullText { get; } = new("rowid", "image_search MATCH @search", SearchFor);

    public override string JoinInOrder => "CROSS JOIN";

    public override string Numbers => "(SELECT value AS seq FROM json_each(@numbers))";

    public override string Digests => "(SELECT value AS digest FROM json_each(@digests))";

    public override string UseIndex(string index) => $" INDEXED BY {index}";

    public override string InsertUnlessTaken(string into, string key) => $"INSERT OR IGNORE INTO {into}";

    internal override ListCondition? SearchEach(SearchText text)
    {
        const string asked = "EXISTS (SELECT 1 FROM image_search WHERE image_search MATCH @words AND image_search.rowid = i.seq)";
        const string looked = $"(SELECT {SearchFunction.Name}(@sought, o.file_name, o.caption, o.tags, o.labels) FROM image_search o WHERE o.rowid = i.seq)";
        var sought = Database.SearchWords.Sought(text);
        if (sought.Count == 0)
        {
            return null;
        }

        SqlValue words = ("@words", SearchFor(text, []));
        return text.Terms.All(term => SearchFold.IsSettled(term.Words))
            ? new($"COALESCE({looked}, {asked}) = 1", [words, ("@sought", SearchFunction.Argument(sought))], Mark: null, Source: null)
            : new(asked, [words], Mark: null, Source: null);
    }

    internal override Task WriteSearchAsync(Sql sql, SearchEntry entry, CancellationToken cancellationToken) => sql.ExecuteAsync(
        "REPLACE INTO image_search (rowid, file_name, caption, tags, labels, marks) VALUES (@seq, @name, @caption, @tags, @labels, @marks)",
        [
            ("@seq", entry.Sequence), ("@name", entry.FileName), ("@caption", entry.Caption), ("@tags", entry.Tags), ("@labels", entry.Labels),
            ("@marks", string.Join(' ', entry.Marks.Select(SearchMark))),
        ],
        cancellationToken);

    internal override Task RemoveSearchAsync(Sql sql, long seq, CancellationToken cancellationToken) =>
        sql.ExecuteAsync("DELETE FROM image_search WHERE rowid = @seq", [("@seq", seq)], cancellationToken);

    // Strings side by side must all occur. There is nothing to escape: a term has neither quotes nor control characters.
    private static string SearchFor(SearchText text, IEnumerable<string> marks)
    {
        var terms = text.Terms.Select(term => term.IsPrefix ? $"\"{term.Words}\"*" : $"\"{term.Words}\"");
        return string.Join(' ', terms.Concat(marks.Select(mark => $"\"{SearchMark(mark)}\"")));
    }

    /// <summary>
    /// Four characters of Unicode's private use area, 12 bits of the name's hash each. The tokenizer takes them for
    /// letters (category Co); few characters, since every beginning of a word is in the index.
    /// </summary>
    internal static string SearchMark(string name)
    {
        const int PrivateUse = 0xE000;
        var bits = BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
        return string.Create(4, bits, static (mark, bits) =>
        {
            for (var i = 0; i < mark.Length; i++)
            {
                mark[i] = (char)(PrivateUse + (int)((bits >> (12 * i)) & 0xFFF));
            }
        });
    }
}

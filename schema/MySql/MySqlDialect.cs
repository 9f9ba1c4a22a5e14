using System.Data.Common;
using System.Globalization;
using Vignette.Schema.Catalog;
using Vignette.Schema.Database;

namespace Vignette.Schema.MySql;

/// <summary>MySQL 8.4 and newer with InnoDB, and its full-text index for the search.</summary>
public sealed class MySqlDialect : SqlDialect
{
    // ER_DUP_FIELDNAME and ER_DUP_KEYNAME.
    private const int DuplicateColumn = 1060;
    private const int DuplicateKey = 1061;

    public override string Name => "MySql";

    public override string CountTables => "SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = @table";

    public override string ForUpdate => " FOR UPDATE";

    public override bool HasTransactionalDdl => false;

    /// <summary>The driver says the server's number of an error beside its message, since a SQLSTATE stands for several.</summary>
    public override bool SaysDoneAlready(DbException failure) =>
        failure?.Data["Server Error Code"] is { } code && Convert.ToInt32(code, CultureInfo.InvariantCulture) is DuplicateColumn or DuplicateKey;

    public override string SearchKey => "seq";

    public override string SearchCondition => "MATCH (image_search.words) AGAINST (@search IN BOOLEAN MODE)";

    /// <summary>A row that stays as it was leaves its full-text entry alone, which would otherwise be written anew.</summary>
    public override string SearchWrite =>
        $"""
        INSERT INTO image_search (seq, words) VALUES (@seq, CONCAT(@name, '{Database.SearchWords.Gap}', @caption, '{Database.SearchWords.Gap}', @tags, '{Database.SearchWords.Gap}', @labels, '{Database.SearchWords.End}'))
        AS new ON DUPLICATE KEY UPDATE words = new.words
        """;

    // Tags, states and what else there is have indexes of their own.
    public override bool SearchKnowsMarks => false;

    public override string JoinInOrder => "STRAIGHT_JOIN";

    public override string Numbers => "JSON_TABLE(@numbers, '$[*]' COLUMNS (seq BIGINT PATH '$'))";

    // Of the column's own character set, or its index would be of no use.
    public override string Digests => "JSON_TABLE(@digests, '$[*]' COLUMNS (digest CHAR(64) CHARACTER SET ascii COLLATE ascii_bin PATH '$'))";

    public override string UseIndex(string index) => $" FORCE INDEX ({index})";

    /// <summary>
    /// <c>INSERT IGNORE</c> would also cut off what is too long and write what must not be there. The connection must
    /// count changed rows, not found ones (<c>UseAffectedRows</c>), so that a row that was there counts as none.
    /// </summary>
    public override string InsertUnlessTaken(string into, string key) => $"INSERT INTO {into} ON DUPLICATE KEY UPDATE {key} = {key}";

    public override string? SearchWords(string? text) => Database.SearchWords.Write(text);

    public override string SearchFor(SearchText text, IEnumerable<string> marks) => MySqlWords.Terms(text);

    public override string SearchMark(string name) => "";

    internal override ListCondition? SearchEach(SearchText text)
    {
        var sought = Database.SearchWords.Sought(text);
        if (sought.Count == 0)
        {
            return null;
        }

        // As a value, so that it is no join that might be begun with. There is nothing to escape in a written word.
        var likes = string.Join(" AND ", sought.Select((_, i) => $"o.words LIKE @like{i}"));
        return new(
            $"(SELECT COUNT(*) FROM image_search o WHERE o.seq = i.seq AND {likes}) > 0",
            [.. sought.Select((words, i) => new SqlValue($"@like{i}", $"%{words}%"))],
            Mark: null,
            new($"image_search {JoinInOrder} images i ON i.seq = image_search.seq", "image_search.seq", $"{SearchCondition} AND i.visible = 1", [("@search", SearchFor(text, []))]));
    }
}

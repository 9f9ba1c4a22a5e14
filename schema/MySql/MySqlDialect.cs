using System.Data.Common;
using System.Globalization;
using Vignette.Schema.Catalog;
using Vignette.Schema.Database;

namespace Vignette.Schema.MySql;

/// <summary>MySQL 8.4 and newer with InnoDB. What images are found by is a table of their words: InnoDB's full-text index gathers all matches before it yields one.</summary>
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

    internal override ListCondition? SearchEach(SearchText text)
    {
        var sought = SearchWords.Sought(text);
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
            Source: null);
    }

    internal override WordSearch? WordsOf(SearchText text) => WordSearch.Of(text);

    internal override Task WriteSearchAsync(Sql sql, SearchEntry entry, CancellationToken cancellationToken) => WordRows.WriteAsync(sql, entry, cancellationToken);

    internal override Task RemoveSearchAsync(Sql sql, long seq, CancellationToken cancellationToken) => WordRows.RemoveAsync(sql, seq, cancellationToken);

    internal override Task<List<long>> UnknownWordsAsync(Sql sql, int limit, CancellationToken cancellationToken) => WordRows.UnknownAsync(sql, limit, cancellationToken);
}

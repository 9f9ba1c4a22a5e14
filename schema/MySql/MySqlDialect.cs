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
        INSERT INTO image_search (seq, words) VALUES (@seq, CONCAT(@name, '{MySql.SearchWords.Gap}', @caption, '{MySql.SearchWords.Gap}', @tags, '{MySql.SearchWords.Gap}', @labels, ' '))
        AS new ON DUPLICATE KEY UPDATE words = new.words
        """;

    internal override IImageSearch Search { get; } = new MySqlImageSearch();

    /// <summary>
    /// <c>INSERT IGNORE</c> would also cut off what is too long and write what must not be there. The connection must
    /// count changed rows, not found ones (<c>UseAffectedRows</c>), so that a row that was there counts as none.
    /// </summary>
    public override string InsertUnlessTaken(string into, string key) => $"INSERT INTO {into} ON DUPLICATE KEY UPDATE {key} = {key}";

    public override string? SearchWords(string? text) => MySql.SearchWords.Write(text);

    public override string SearchFor(SearchText text, IEnumerable<string> marks) => MySqlImageSearch.Terms(text);

    // Tags and states have indexes of their own: see MySqlImageSearch.
    public override string SearchMark(string name) => "";
}

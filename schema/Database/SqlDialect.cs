namespace Vignette.Schema.Database;

/// <summary>What SQL engines say differently. Everything else in this project is written once, for all.</summary>
public abstract class SqlDialect
{
    /// <summary>The folder of this engine's migrations.</summary>
    public abstract string Name { get; }

    /// <summary>A query for how many tables there are of the name <c>@table</c>: 0 or 1.</summary>
    public abstract string CountTables { get; }

    /// <summary>The verb of an insert that does nothing where a unique key is taken.</summary>
    public abstract string InsertOrIgnore { get; }

    /// <summary>What ends a query whose rows are to be changed in the same transaction; empty where there is one writer at a time.</summary>
    public abstract string ForUpdate { get; }

    /// <summary>The column of <c>image_search</c> that holds the image's sequence.</summary>
    public abstract string SearchKey { get; }

    /// <summary>A condition on <c>image_search</c> that holds where it matches <c>@search</c>.</summary>
    public abstract string SearchCondition { get; }

    /// <summary>What <c>@search</c> is, to find images that have all these words and marks.</summary>
    public abstract string SearchFor(SearchText text, IEnumerable<string> marks);

    /// <summary>A word for the search index that stands for something else than a word, and that no text contains.</summary>
    public abstract string SearchMark(string name);
}

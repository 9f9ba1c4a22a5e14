using System.Data.Common;
using Vignette.Schema.Catalog;

namespace Vignette.Schema.Database;

/// <summary>What SQL engines say differently. Everything else in this project is written once, for all.</summary>
public abstract class SqlDialect
{
    /// <summary>The folder of this engine's migrations.</summary>
    public abstract string Name { get; }

    /// <summary>A query for how many tables there are of the name <c>@table</c>: 0 or 1.</summary>
    public abstract string CountTables { get; }

    /// <summary>What ends a query whose rows are to be changed in the same transaction; empty where there is one writer at a time.</summary>
    public abstract string ForUpdate { get; }

    /// <summary>Whether a change of the schema is undone with its transaction. Otherwise it ends the transaction.</summary>
    public virtual bool HasTransactionalDdl => true;

    /// <summary>Whether a change of the schema failed because it was made before: what it adds is there.</summary>
    public virtual bool SaysDoneAlready(DbException failure) => false;

    /// <summary>The column of <c>image_search</c> that holds the image's sequence.</summary>
    public abstract string SearchKey { get; }

    /// <summary>A condition on <c>image_search</c> that holds where it matches <c>@search</c>.</summary>
    public abstract string SearchCondition { get; }

    /// <summary>Writes the entry of <c>@seq</c> in place of the one there is: <c>@name</c>, <c>@caption</c>, <c>@tags</c>, <c>@labels</c> and <c>@marks</c>.</summary>
    public abstract string SearchWrite { get; }

    /// <summary>Whether the search index knows marks, and yields its matches one by one in the order of their sequence, without gathering them first.</summary>
    public abstract bool SearchKnowsMarks { get; }

    /// <summary>Joins a table that is to be read after the one before it.</summary>
    public abstract string JoinInOrder { get; }

    /// <summary>A table of the numbers in <c>@numbers</c>, a JSON array, with the column <c>seq</c>.</summary>
    public abstract string Numbers { get; }

    /// <summary>A table of the SHA-256 digests in <c>@digests</c>, a JSON array, with the column <c>digest</c>.</summary>
    public abstract string Digests { get; }

    /// <summary>What after a table's name makes the engine read it by an index.</summary>
    public abstract string UseIndex(string index);

    /// <summary>The condition that an image has all these words, and where the search index finds such images; null where no image can.</summary>
    internal abstract ListCondition? SearchEach(SearchText text);

    /// <summary>An insert that does nothing, and counts no row, where a unique key is taken.</summary>
    /// <param name="into">What follows <c>INSERT INTO</c>: the table, its columns, one row of values.</param>
    /// <param name="key">The table's primary key.</param>
    public abstract string InsertUnlessTaken(string into, string key);

    /// <summary>A text as the search index takes it.</summary>
    public abstract string? SearchWords(string? text);

    /// <summary>What <c>@search</c> is, to find images that have all these words and marks.</summary>
    public abstract string SearchFor(SearchText text, IEnumerable<string> marks);

    /// <summary>A word for the search index that stands for something else than a word, and that no text contains; empty where it needs none.</summary>
    public abstract string SearchMark(string name);
}

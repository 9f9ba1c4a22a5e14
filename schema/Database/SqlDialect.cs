using System.Data.Common;
using Vignette.Schema.Catalog;
using Vignette.Schema.MySql;

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

    /// <summary>The index that search texts are put to; null where words have rows of their own: see <see cref="WordsOf"/>.</summary>
    internal virtual FullTextIndex? FullText => null;

    /// <summary>Joins a table that is to be read after the one before it.</summary>
    public abstract string JoinInOrder { get; }

    /// <summary>A table of the numbers in <c>@numbers</c>, a JSON array, with the column <c>seq</c>.</summary>
    public abstract string Numbers { get; }

    /// <summary>A table of the SHA-256 digests in <c>@digests</c>, a JSON array, with the column <c>digest</c>.</summary>
    public abstract string Digests { get; }

    /// <summary>What after a table's name makes the engine read it by an index.</summary>
    public abstract string UseIndex(string index);

    /// <summary>The condition that an image has all these words; null where no image can.</summary>
    internal abstract ListCondition? SearchEach(SearchText text);

    /// <summary>Finds images by the rows of their words; null where there are none, or no words are asked for.</summary>
    internal virtual WordSearch? WordsOf(SearchText text) => null;

    /// <summary>Writes what an image is found by in place of what there is. The image's row is locked, or is not seen by anyone yet.</summary>
    internal abstract Task WriteSearchAsync(Sql sql, SearchEntry entry, CancellationToken cancellationToken);

    /// <summary>Removes what an image is found by.</summary>
    internal abstract Task RemoveSearchAsync(Sql sql, long seq, CancellationToken cancellationToken);

    /// <summary>Images whose words a program wrote that does not know how they are found now: of those that changed within the hour before the last change.</summary>
    internal virtual Task<List<long>> UnknownWordsAsync(Sql sql, int limit, CancellationToken cancellationToken) => Task.FromResult<List<long>>([]);

    /// <summary>An insert that does nothing, and counts no row, where a unique key is taken.</summary>
    /// <param name="into">What follows <c>INSERT INTO</c>: the table, its columns, one row of values.</param>
    /// <param name="key">The table's primary key.</param>
    public abstract string InsertUnlessTaken(string into, string key);
}

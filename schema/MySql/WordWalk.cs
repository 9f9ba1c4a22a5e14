using Vignette.Schema.Catalog;
using Vignette.Schema.Database;

namespace Vignette.Schema.MySql;

/// <summary>The images that have one of some words, in the order of their sequence. Some may be none that readers see.</summary>
internal sealed class WordWalk
{
    /// <summary>The parameter of <see cref="Count"/>.</summary>
    public const string AtMost = "@atMost";

    /// <summary>After all that words are written in.</summary>
    public const string Last = "~";

    private const string From = "image_words w FORCE INDEX (PRIMARY)";

    // Ranges of the index of which each is in the order of the sequence; none where one range has several words.
    private readonly IReadOnlyList<string> _ranges;

    private WordWalk(string condition, IReadOnlyList<string> ranges, SqlValue[] values) => (Condition, _ranges, Values) = (condition, ranges, values);

    /// <summary>On the rows <c>w</c>.</summary>
    public string Condition { get; }

    public SqlValue[] Values { get; }

    /// <summary>A query for how many rows there are, but no more than asked for.</summary>
    public string Count => $"SELECT COUNT(*) FROM (SELECT 1 FROM {From} WHERE {Condition} LIMIT {AtMost}) n";

    /// <summary>Whether <see cref="Source"/> is in the order of the sequence, and yields the first without reading all.</summary>
    public bool IsOrdered => _ranges.Count == 1;

    /// <summary>All of the images.</summary>
    public ListSource Source => IsOrdered
        ? new($"{From} STRAIGHT_JOIN images i ON i.seq = w.seq", "w.seq", $"{Condition} AND i.visible = 1", Values)
        : new($"(SELECT DISTINCT w.seq FROM {From} WHERE {Condition}) d STRAIGHT_JOIN images i ON i.seq = d.seq", "d.seq", "i.visible = 1", Values);

    /// <param name="number">Tells its parameters from those of others in the same statement.</param>
    /// <param name="words">One or more, as rows hold them.</param>
    public static WordWalk Of(int number, IReadOnlyList<string> words)
    {
        SqlValue[] values = [.. words.Select((word, i) => new SqlValue($"@word{number}_{i}", word))];
        return new(
            values.Length == 1 ? $"w.word = {values[0].Name}" : $"w.word IN ({string.Join(", ", values.Select(value => value.Name))})",
            [.. values.Select(value => $"w.word = {value.Name}")],
            values);
    }

    /// <summary>All words that begin so.</summary>
    public static WordWalk Beginning(int number, string beginning) => new(
        $"w.word >= @from{number} AND w.word < @to{number}",
        [],
        [($"@from{number}", beginning), ($"@to{number}", beginning + Last)]);

    /// <summary>How many rows there are, but no more than <paramref name="atMost"/>: an image counts for each of the words that it has.</summary>
    public Task<int> CountAsync(Sql sql, int atMost, CancellationToken cancellationToken) =>
        sql.FirstAsync(Count, [(AtMost, atMost), .. Values], row => row.GetInt32(0), cancellationToken);

    /// <summary>The sequences of the next images after a place, fewer than asked for where these are the last.</summary>
    public Task<List<long>> NextAsync(Sql sql, ListSegment rest, ListOrder order, int count, CancellationToken cancellationToken)
    {
        string Range(string columns, string condition) => $"SELECT {columns} FROM {From} WHERE {condition} AND {rest.Condition} ORDER BY w.seq {order.Direction} LIMIT @limit";
        var statement = _ranges.Count switch
        {
            0 => Range("DISTINCT w.seq", Condition),
            1 => Range("w.seq", Condition),
            _ => $"{string.Join("\nUNION ", _ranges.Select(range => $"({Range("w.seq", range)})"))}\nORDER BY seq {order.Direction} LIMIT @limit",
        };
        return sql.QueryAsync(statement, [("@limit", count), .. rest.Values, .. Values], row => row.GetInt64(0), cancellationToken);
    }
}

using Vignette.Schema.Database;

namespace Vignette.Schema.Catalog;

/// <summary>A part of a list that one range of its index holds. A list is its segments, one after the other.</summary>
/// <param name="Condition">On the images <c>i</c>.</param>
/// <param name="IsSorted">Whether images in it differ in the order's column.</param>
internal sealed record ListSegment(string Condition, SqlValue[] Values, bool IsSorted)
{
    /// <summary>What is left of the list.</summary>
    /// <param name="after">Null: all of it.</param>
    /// <param name="sequence">Where the index that is walked has the sequence.</param>
    public static IReadOnlyList<ListSegment> Of(ListOrder order, ImageCursor? after, string sequence = "i.seq")
    {
        var (column, beyond) = ($"i.{order.Column}", order.IsDescending ? '<' : '>');
        if (order.Column is null)
        {
            return [new($"{sequence} {beyond} @after", [("@after", after?.Sequence ?? (order.IsDescending ? long.MaxValue : 0))], IsSorted: false)];
        }

        ListSegment all = new($"{column} IS NOT NULL", [], IsSorted: true), blanks = new($"{column} IS NULL", [], IsSorted: false);
        IEnumerable<ListSegment> segments = (order.HasBlanks, order.BlanksFirst) switch
        {
            (false, _) => [all],
            (_, false) => [all, blanks],
            _ => [blanks, all],
        };
        if (after is null)
        {
            return [.. segments];
        }

        SqlValue seq = ("@after", after.Sequence);
        return after.Key is null
            ? [new($"{column} IS NULL AND i.seq {beyond} @after", [seq], IsSorted: false), .. segments.SkipWhile(segment => segment != blanks).Skip(1)]
            :
            [
                new($"{column} = @key AND i.seq {beyond} @after", [seq, ("@key", order.Value(after.Key))], IsSorted: false),
                new($"{column} {beyond} @key", [("@key", order.Value(after.Key))], IsSorted: true),
                .. segments.SkipWhile(segment => segment != all).Skip(1),
            ];
    }
}

using Vignette.Schema.Database;

namespace Vignette.Schema.MySql;

/// <summary>
/// What a search text is to InnoDB's full-text index, and to an image's words. The index gathers every match, in the order
/// of their relevance, before it yields the first: it is asked for what is rare alone, and every match is made sure of by
/// the image's words, so that it need only find enough.
/// </summary>
internal static class MySqlWords
{
    // As many words as the full-text index is asked for: the longest say the most.
    private const int MaxWords = 16;

    /// <summary>What the full-text index is asked for: all words, the last of each term by its beginning.</summary>
    public static string Terms(SearchText text)
    {
        var words = new SortedSet<string>(Comparer<string>.Create(static (a, b) => (b.Length, a).CompareTo((a.Length, b))));
        foreach (var term in text.Terms)
        {
            var all = SearchWords.Of(term.Words).ToList();
            for (var i = 0; i < all.Count; i++)
            {
                var indexed = SearchWords.Indexed(all[i], out var isWhole);
                words.Add(term.IsPrefix && i == all.Count - 1 && !isWhole ? $"+{indexed}*" : $"+{indexed}");
            }
        }

        return string.Join(' ', words.Take(MaxWords));
    }
}

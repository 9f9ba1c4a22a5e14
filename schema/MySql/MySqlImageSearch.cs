using Vignette.Schema.Catalog;
using Vignette.Schema.Database;

namespace Vignette.Schema.MySql;

/// <summary>
/// InnoDB's full-text index gathers every match, in the order of their relevance, before it yields the first: that is fast
/// for what is rare and slow for what is frequent. What is frequent is found just as well by looking at the newest images
/// one after the other, so that is done first, for a while; what does not fill a page in that time is rare there.
/// Every match is made sure of by the image's words, so that the full-text index need only find enough.
/// </summary>
internal sealed class MySqlImageSearch : IImageSearch
{
    /// <summary>Images that are looked at one by one.</summary>
    public const int Window = 1500;

    // As many words as the full-text index is asked for: the longest say the most. The match is made sure of by all.
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

    public async Task<List<ImageRecord>> FindAsync(Sql sql, ImageQuery query, SearchText text, string? tagKey, int limit, CancellationToken cancellationToken)
    {
        var patterns = Patterns(text);
        if (text.Terms.Count > 0 && patterns.Count == 0)
        {
            // Marks alone are no words.
            return [];
        }

        var walk = new MySqlImageWalk(tagKey, query.Status, patterns);
        var after = query.After?.Sequence ?? long.MaxValue;
        if (patterns.Count == 0)
        {
            return await walk.ReadAsync(sql, after, end: 0, limit, cancellationToken);
        }

        var end = await walk.EndOfWindowAsync(sql, after, Window, cancellationToken);
        var images = await walk.ReadAsync(sql, after, end, limit, cancellationToken);
        if (images.Count == limit || end == 0)
        {
            return images;
        }

        images.AddRange(await walk.MatchAsync(sql, Terms(text), end, limit - images.Count, cancellationToken));
        return images;
    }

    // There is nothing to escape in a written word.
    private static List<string> Patterns(SearchText text) =>
        [.. from term in text.Terms let words = SearchWords.Write(term.Words) where words.Length > 0 select term.IsPrefix ? $"%{words}%" : $"%{words} %"];
}

using Vignette.Schema.Database;

namespace Vignette.Schema.MySql;

/// <summary>
/// Finds images by the rows of their words. What it finds has one of the words that are sought, the one that fewest images
/// have; whether it has the others, and in the order of a phrase, its own words tell.
/// </summary>
internal sealed class WordSearch
{
    /// <summary>Words of one beginning that are walked side by side. Where there are more, all of their rows are read and sorted.</summary>
    public const int MaxAlternatives = 16;

    // Words that are looked up: the longest say the most.
    private const int MaxWords = 16;

    // As many images are counted to tell which of two words is rarer.
    private const int Counted = 1000;

    private readonly IReadOnlyList<(string Row, bool IsBeginning)> _words;

    private WordSearch(IReadOnlyList<(string Row, bool IsBeginning)> words) => _words = words;

    /// <summary>Null where no words are sought.</summary>
    public static WordSearch? Of(SearchText text)
    {
        var words = new HashSet<(string Row, bool IsBeginning)>();
        foreach (var term in text.Terms)
        {
            var all = SearchWords.Of(term.Words).ToList();
            for (var i = 0; i < all.Count; i++)
            {
                var row = SearchWords.InRow(all[i], out var isCut);
                words.Add((row, term.IsPrefix && i == all.Count - 1 && !isCut));
            }
        }

        return words.Count == 0 ? null : new([.. words.OrderByDescending(word => word.Row.Length).ThenBy(word => word.Row, StringComparer.Ordinal).Take(MaxWords)]);
    }

    /// <summary>The images that have the word which fewest have; null where no image has all words.</summary>
    public async Task<WordWalk?> RarestAsync(Sql sql, CancellationToken cancellationToken)
    {
        var walks = new List<WordWalk>();
        foreach (var (row, isBeginning) in _words)
        {
            var walk = isBeginning ? await BeginningAsync(sql, row, walks.Count, cancellationToken) : WordWalk.Of(walks.Count, [row]);
            if (walk is null)
            {
                return null;
            }

            walks.Add(walk);
        }

        if (walks.Count == 1)
        {
            return walks[0];
        }

        var counts = await sql.FirstAsync(
            $"SELECT {string.Join(", ", walks.Select(walk => $"({walk.Count})"))}",
            [(WordWalk.AtMost, Counted), .. walks.SelectMany(walk => walk.Values)],
            row => Enumerable.Range(0, walks.Count).Select(row.GetInt32).ToList(),
            cancellationToken);
        var least = counts!.Min();
        return least == 0 ? null : walks[counts!.IndexOf(least)];
    }

    // One look into the index for each word, however many images have it: the engine itself would rather read them all.
    private static async Task<WordWalk?> BeginningAsync(Sql sql, string beginning, int number, CancellationToken cancellationToken)
    {
        var words = new List<string>();
        for (var (from, comparison) = (beginning, ">="); words.Count <= MaxAlternatives; (from, comparison) = (words[^1], ">"))
        {
            var next = await sql.FirstAsync(
                $"SELECT w.word FROM image_words w FORCE INDEX (PRIMARY) WHERE w.word {comparison} @from AND w.word < @to ORDER BY w.word LIMIT 1",
                [("@from", from), ("@to", beginning + WordWalk.Last)],
                row => row.GetString(0),
                cancellationToken);
            if (next is null)
            {
                return words.Count == 0 ? null : WordWalk.Of(number, words);
            }

            words.Add(next);
        }

        return WordWalk.Beginning(number, beginning);
    }
}

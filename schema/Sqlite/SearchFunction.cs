using Microsoft.Data.Sqlite;
using Vignette.Schema.Database;

namespace Vignette.Schema.Sqlite;

/// <summary>
/// Tells of one image whether all that is sought occurs in its texts, just as the full-text index would and ten times as
/// fast as it would be asked for that image alone.
/// </summary>
internal static class SearchFunction
{
    /// <summary>In SQL: what <see cref="Argument"/> gives, then an image's file name, caption, tags and labels. 1 or 0; null where the index must be asked.</summary>
    public const string Name = "has_words";

    private const char Separator = '\n';

    /// <param name="sought">As <see cref="SearchWords.Sought"/> gives it, which has no line breaks.</param>
    public static string Argument(IEnumerable<string> sought) => string.Join(Separator, sought);

    public static void AddTo(SqliteConnection connection) =>
        connection.CreateFunction<string, string?, string?, string?, string?, bool?>(Name, HasWords, isDeterministic: true);

    private static bool? HasWords(string sought, string? fileName, string? caption, string? tags, string? labels)
    {
        if (!(SearchFold.IsSettled(fileName) && SearchFold.IsSettled(caption) && SearchFold.IsSettled(tags) && SearchFold.IsSettled(labels)))
        {
            return null;
        }

        var document = SearchWords.Document(fileName, caption, tags, labels);
        foreach (var words in sought.AsSpan().Split(Separator))
        {
            if (!document.AsSpan().Contains(sought.AsSpan(words), StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }
}

namespace Vignette.Schema.Catalog;

/// <summary>What the search index knows of an image besides its words, by name: see <see cref="Database.FullTextIndex"/>.</summary>
internal static class SearchMarks
{
    public static string Tag(string tagKey) => $"tag:{tagKey}";

    public static string Label(string labelKey) => $"label:{labelKey}";

    public static string Owner(string owner) => $"owner:{owner}";

    public static string Review(ReviewState review) => $"review:{(int)review}";

    /// <summary>Unfinished states share a mark, so that the index changes only when an image is finished.</summary>
    public static string Status(TaskState status) => status switch
    {
        TaskState.Completed => "status:completed",
        TaskState.Failed => "status:failed",
        _ => "status:unfinished",
    };
}

namespace Vignette.Schema.Catalog;

/// <summary>What the images of a list have in common, the most frequent first.</summary>
/// <param name="Images">How many images were looked at: the newest of the list.</param>
/// <param name="HasMore">Whether the list has more than these, so that the counts are not of all.</param>
public sealed record ImageFacets(
    int Images,
    bool HasMore,
    IReadOnlyList<Facet<string>> Tags,
    IReadOnlyList<Facet<string>> Labels,
    IReadOnlyList<Facet<TaskState>> Statuses,
    IReadOnlyList<Facet<ReviewState>> Reviews,
    IReadOnlyList<Facet<string>> Owners)
{
    /// <summary>As many images as are looked at.</summary>
    public const int MaxImages = 1000;

    /// <summary>As many tags, labels and owners as are told.</summary>
    public const int MaxValues = 20;
}

using Vignette.Schema.Catalog;

namespace Vignette.Gallery.Pages;

/// <summary>Values of one kind that a list can be narrowed to.</summary>
/// <param name="Id">For the page's own use.</param>
internal sealed record FacetGroup(string Id, string Title, IReadOnlyList<FacetLink> Links)
{
    /// <summary>Links that are shown at once; the others unfold.</summary>
    public const int Shown = 8;

    /// <summary>The groups of a page; those where there is nothing to choose are left out.</summary>
    public static IReadOnlyList<FacetGroup> Of(GalleryFilter filter, ImageFacets facets)
    {
        var query = filter.Query;
        FacetGroup[] groups =
        [
            Group("status", "Status", facets.Statuses, query.Status, Show.Name, filter.ToggleStatus, (active, value) => Equals(active, value)),
            Group("review", "Review", facets.Reviews, query.Review, Show.Name, filter.ToggleReview, (active, value) => Equals(active, value)),
            Group("label", "Labels", facets.Labels, query.Label, text => text, filter.ToggleLabel, (_, label) => filter.IsLabel(label)),
            Group("tag", "Tags", facets.Tags, query.Tag, text => text, filter.ToggleTag, (_, tag) => filter.IsTag(tag)),
            Group("owner", "Uploader", facets.Owners, query.Owner, text => text, filter.ToggleOwner, (active, value) => Equals(active, value)),
        ];
        return [.. groups.Where(group => group.Links.Count > 1 || group.Links.Any(link => link.IsActive) || (group.Links.Count > 0 && group.Id is "label" or "tag"))];
    }

    private static FacetGroup Group<T>(
        string id, string title, IReadOnlyList<Facet<T>> facets, object? active, Func<T, string> name, Func<T, GalleryFilter> toggle, Func<object?, T, bool> isActive)
    {
        var links = facets.Select(facet => new FacetLink(name(facet.Value), facet.Count, toggle(facet.Value), isActive(active, facet.Value))).ToList();
        if (active is T value && !links.Exists(link => link.IsActive))
        {
            // What is asked for and not there can be taken back.
            links.Insert(0, new FacetLink(name(value), 0, toggle(value), IsActive: true));
        }

        return new(id, title, [.. links.OrderByDescending(link => link.IsActive)]);
    }
}

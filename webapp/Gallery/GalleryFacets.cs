using Microsoft.Extensions.Caching.Memory;
using Vignette.Schema.Catalog;

namespace Vignette.Gallery;

/// <summary>What the images of a list have in common, counted once for whoever sees the same until something in the catalog changes.</summary>
internal sealed class GalleryFacets(ImageChanges changes) : IDisposable
{
    private const int MaxLists = 200;

    private readonly MemoryCache _counted = new(new MemoryCacheOptions { SizeLimit = MaxLists });

    public async Task<ImageFacets> OfAsync(ImageReader images, ImageQuery query, CancellationToken cancellationToken)
    {
        // The mark first: what changes while it is counted is counted anew the next time.
        var mark = await changes.CurrentAsync(cancellationToken);
        var list = (images.Viewer, Query: query with { Sort = ImageSort.Newest, Limit = ImageQuery.DefaultLimit, After = null });
        if (_counted.TryGetValue(list, out Counted? known) && known!.Mark == mark)
        {
            return known.Facets;
        }

        var facets = await images.FacetsAsync(list.Query, cancellationToken);
        _counted.Set(list, new Counted(mark, facets), new MemoryCacheEntryOptions { Size = 1 });
        return facets;
    }

    public void Dispose() => _counted.Dispose();

    private sealed record Counted(long Mark, ImageFacets Facets);
}

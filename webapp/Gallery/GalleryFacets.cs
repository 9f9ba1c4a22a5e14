using Microsoft.Extensions.Caching.Memory;
using Vignette.Schema.Catalog;

namespace Vignette.Gallery;

/// <summary>What the images of a list have in common, counted once until something in the catalog changes.</summary>
internal sealed class GalleryFacets(ImageReader images, ImageChanges changes) : IDisposable
{
    private const int MaxLists = 200;

    private readonly MemoryCache _counted = new(new MemoryCacheOptions { SizeLimit = MaxLists });

    public async Task<ImageFacets> OfAsync(ImageQuery query, CancellationToken cancellationToken)
    {
        // The mark first: what changes while it is counted is counted anew the next time.
        var mark = await changes.CurrentAsync(cancellationToken);
        var list = query with { Sort = ImageSort.Newest, Limit = ImageQuery.DefaultLimit, After = null };
        if (_counted.TryGetValue(list, out Counted? known) && known!.Mark == mark)
        {
            return known.Facets;
        }

        var facets = await images.FacetsAsync(list, cancellationToken);
        _counted.Set(list, new Counted(mark, facets), new MemoryCacheEntryOptions { Size = 1 });
        return facets;
    }

    public void Dispose() => _counted.Dispose();

    private sealed record Counted(long Mark, ImageFacets Facets);
}

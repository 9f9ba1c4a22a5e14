using Vignette.Schema.Catalog;

namespace Vignette.Pipeline.Health;

/// <summary>Whether the catalog's database answers.</summary>
public sealed class CatalogProbe(ImageReader images) : IDependencyProbe
{
    public string Name => "catalog";

    public Task CheckAsync(CancellationToken cancellationToken) => images.PingAsync(cancellationToken);
}

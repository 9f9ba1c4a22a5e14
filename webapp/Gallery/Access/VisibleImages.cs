using Vignette.Schema.Catalog;
using Vignette.Schema.Database;

namespace Vignette.Gallery.Access;

/// <summary>The images that the sender of the request may see: how endpoints read the catalog.</summary>
internal sealed class VisibleImages(ICatalogDatabase database, Caller caller) : ImageReader(database, caller.Viewer);

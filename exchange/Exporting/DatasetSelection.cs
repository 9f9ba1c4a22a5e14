using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Exchange.Exporting;

/// <summary>What is exported: what a search finds, or certain images.</summary>
public sealed record DatasetSelection
{
    public DatasetSelection(ImageQuery query) => Query = query;

    /// <param name="ids">None twice. One that is not there any more is left out.</param>
    public DatasetSelection(IReadOnlyList<ImageId> ids) => Ids = ids;

    public ImageQuery Query { get; } = new();

    /// <summary>Null where the search is meant.</summary>
    public IReadOnlyList<ImageId>? Ids { get; }
}

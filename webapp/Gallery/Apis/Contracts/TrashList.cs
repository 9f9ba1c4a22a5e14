using Vignette.Schema.Catalog;

namespace Vignette.Gallery.Apis.Contracts;

/// <summary>A page of the trash, what was deleted last first.</summary>
/// <param name="Next">The cursor of the next page; null on the last one.</param>
public sealed record TrashList(IReadOnlyList<TrashedSummary> Images, string? Next)
{
    internal static TrashList Of(TrashPage page) => new([.. page.Images.Select(image => new TrashedSummary(image))], page.Next?.ToString());
}

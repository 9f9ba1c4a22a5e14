using Vignette.Schema.Catalog;

namespace Vignette.Gallery.Apis.Contracts;

/// <summary>A page of images, by their ids alone.</summary>
/// <param name="Next">The cursor of the next page; null on the last one.</param>
public sealed record ImageIds(IReadOnlyList<string> Ids, string? Next)
{
    internal static ImageIds Of(ImageIdPage page) => new([.. page.Ids.Select(id => id.ToString())], page.Next?.ToString());
}

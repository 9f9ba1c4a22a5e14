using Vignette.Schema.Catalog;

namespace Vignette.Gallery.Apis.Contracts;

/// <summary>A page of images, newest first.</summary>
/// <param name="Next">The cursor of the next page; null on the last one.</param>
public sealed record ImageList(IReadOnlyList<ImageSummary> Images, string? Next)
{
    internal static ImageList Of(ImagePage page) => new([.. page.Images.Select(image => new ImageSummary(image))], page.Next?.ToString());
}

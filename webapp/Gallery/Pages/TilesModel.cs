using Vignette.Schema;

namespace Vignette.Gallery.Pages;

/// <summary>Images as tiles.</summary>
/// <param name="Token">The antiforgery token for their forms; null where none of them has one.</param>
/// <param name="ThumbWidth">The thumbs' bound in pixels.</param>
/// <param name="ThumbHeight">The thumbs' bound in pixels.</param>
internal sealed record TilesModel(IReadOnlyList<ImageRecord> Images, string? Token, int ThumbWidth, int ThumbHeight)
{
    /// <summary>The list that they are of; null where they are of none, and cannot be selected.</summary>
    public GalleryFilter? Filter { get; init; }
}

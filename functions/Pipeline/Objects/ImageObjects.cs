using Vignette.Schema;

namespace Vignette.Pipeline.Objects;

/// <summary>All objects of one image.</summary>
internal static class ImageObjects
{
    /// <summary>Deletes the original and every rendition. Harmless where some are gone already.</summary>
    public static async Task DeleteObjectsAsync(this ImageStores stores, ImageRecord image, CancellationToken cancellationToken)
    {
        await stores.Originals.DeleteAsync(image.ObjectKey, cancellationToken);
        foreach (var rendition in RenditionNames.All)
        {
            await stores.Renditions.DeleteAsync(ObjectKeys.Rendition(image.Id, rendition), cancellationToken);
        }
    }
}

using Vignette.Pipeline.Publishing;
using Vignette.Schema;

namespace Vignette.Pipeline.Objects;

/// <summary>All objects of one image.</summary>
internal static class ImageObjects
{
    /// <summary>Deletes all there is of an image, in the data set too. Harmless where some of it is gone already.</summary>
    public static async Task DeleteObjectsAsync(this ImageStores stores, ImageRecord image, CancellationToken cancellationToken)
    {
        await stores.Originals.DeleteAsync(image.ObjectKey, cancellationToken);
        await stores.DeleteRenditionsAsync(image.Id, cancellationToken);
        await stores.Renditions.DeleteAsync(ObjectKeys.Review(image.Id), cancellationToken);
        await stores.Dataset.UnpublishAsync(image.Id, cancellationToken);
    }

    public static async Task DeleteRenditionsAsync(this ImageStores stores, ImageId id, CancellationToken cancellationToken)
    {
        foreach (var rendition in RenditionNames.All)
        {
            await stores.Renditions.DeleteAsync(ObjectKeys.Rendition(id, rendition), cancellationToken);
        }
    }
}

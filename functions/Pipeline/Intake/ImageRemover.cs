using Microsoft.Extensions.Logging;
using Vignette.Pipeline.Objects;
using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Pipeline.Intake;

/// <summary>
/// Removes images with their objects; what stops half-way, the sweep finishes. The row stays, marked, for some minutes,
/// so that live pages learn of it.
/// </summary>
public sealed class ImageRemover(ImageRemovals removals, ImageStores stores, ILogger<ImageRemover> logger)
{
    /// <summary>Nobody finds the image from now on. False where there is no such image.</summary>
    public async Task<bool> RemoveAsync(ImageId id, CancellationToken cancellationToken)
    {
        if (await removals.MarkAsync(id, cancellationToken) is not { } image)
        {
            return false;
        }

        try
        {
            await stores.DeleteObjectsAsync(image, CancellationToken.None);
        }
        catch (Exception fault)
        {
            logger.ObjectsNotDeleted(fault, id);
        }

        return true;
    }
}

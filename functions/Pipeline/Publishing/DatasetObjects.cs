using Vignette.Pipeline.Imaging;
using Vignette.Pipeline.Objects;
using Vignette.Schema;

namespace Vignette.Pipeline.Publishing;

/// <summary>Where an image is in the data set: the picture, and the report beside it.</summary>
public static class DatasetObjects
{
    public static string Report(ImageId id) => $"{id}.json";

    public static string Picture(ImageId id, ImageFormat format) => $"{id}.{format.Extension()}";

    /// <summary>Takes an image out, the report first, so that none is there without its picture. Harmless where it is not there.</summary>
    internal static async Task UnpublishAsync(this IObjectStore dataset, ImageId id, CancellationToken cancellationToken)
    {
        await dataset.DeleteAsync(Report(id), cancellationToken);
        await dataset.DeletePicturesAsync(id, Enum.GetValues<ImageFormat>(), cancellationToken);
    }

    internal static async Task DeletePicturesAsync(this IObjectStore dataset, ImageId id, IEnumerable<ImageFormat> formats, CancellationToken cancellationToken)
    {
        foreach (var format in formats)
        {
            await dataset.DeleteAsync(Picture(id, format), cancellationToken);
        }
    }
}

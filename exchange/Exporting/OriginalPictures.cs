using Vignette.Pipeline.Objects;
using Vignette.Schema.Catalog;

namespace Vignette.Exchange.Exporting;

/// <summary>Originals, as they are in their bucket.</summary>
internal sealed class OriginalPictures(ImageReader images, IObjectStore originals) : IPictureSource
{
    public async Task<Stream?> OpenAsync(DatasetImage image, CancellationToken cancellationToken) =>
        image.Id is { } id && await images.FindAsync(id, cancellationToken) is { } record && await originals.GetAsync(record.ObjectKey, cancellationToken) is { } original
            ? original.Content
            : null;
}

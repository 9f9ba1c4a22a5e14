using System.Text.Json;
using Vignette.Pipeline.Objects;
using Vignette.Schema;

namespace Vignette.Pipeline.Publishing;

/// <summary>
/// Tells of an approval by an object in the renditions bucket, whose event leads to the publication. An approval that was
/// announced twice is published once.
/// </summary>
public sealed class ApprovalAnnouncer(ImageStores stores)
{
    private static readonly PutOptions Json = new("application/json");

    /// <exception cref="TransientFault">The store is away; the sweep announces it again.</exception>
    public async Task AnnounceAsync(ImageRecord image, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(image);
        var marker = JsonSerializer.SerializeToUtf8Bytes(new ReviewMarker(image.Id.ToString(), image.Version), PublishingJson.Written.ReviewMarker);
        using var content = new MemoryStream(marker, writable: false);
        await stores.Renditions.PutAsync(ObjectKeys.Review(image.Id), content, Json, cancellationToken);
    }
}

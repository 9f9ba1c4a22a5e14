using System.Globalization;
using System.Security.Cryptography;
using Vignette.Pipeline.Imaging;
using Vignette.Pipeline.Objects;
using Vignette.Pipeline.Publishing;
using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Pipeline.Tasks;

/// <summary>
/// Puts an approved image into the data set: the picture as it was uploaded, byte for byte, then the report, so that whoever
/// sees a report finds its picture. Where the image was published before, it is replaced.
/// </summary>
public sealed class PublishTask(IThumbnailer thumbnailer, ImageStores stores, ImageReader images, TaskLedger ledger, PipelineOptions options) : IImageTask
{
    private static readonly PutOptions Json = new("application/json");

    public TaskKind Kind => TaskKind.Publish;

    public async Task<bool> RunAsync(ClaimedImage image, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(image);
        var (id, version) = (image.Image.Id, long.Parse(image.Claim.ObjectVersion, CultureInfo.InvariantCulture));
        if (await images.DetailsAsync(id, cancellationToken) is not { Image: { Review: ReviewState.Approved } approved } details || approved.Version != version)
        {
            // An approval that came meanwhile has an event of its own.
            return false;
        }

        var facts = (await thumbnailer.RenderAsync(image.Original, [], options.MaxPixels, cancellationToken)).Facts;
        var report = DatasetReport.Of(details, facts, image.Original.Length, Convert.ToHexStringLower(SHA256.HashData(image.Original.Span)));
        await using (var picture = image.Original.AsStream())
        {
            await stores.Dataset.PutAsync(report.Picture, picture, new PutOptions(report.MediaType), cancellationToken);
        }

        await using (var line = new MemoryStream(report.ToLine(), writable: false))
        {
            await stores.Dataset.PutAsync(DatasetObjects.Report(id), line, Json, cancellationToken);
        }

        if (approved.PublishedVersion > 0)
        {
            // The picture may have been replaced by one of another format since.
            await stores.Dataset.DeletePicturesAsync(id, Enum.GetValues<ImageFormat>().Where(format => format != facts.Format), cancellationToken);
        }

        return await ledger.CompletePublicationAsync(image.Claim, cancellationToken);
    }
}

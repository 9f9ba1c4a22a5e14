using System.Security.Cryptography;
using Vignette.Pipeline.Imaging;
using Vignette.Pipeline.Objects;
using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Pipeline.Tasks;

/// <summary>Makes and keeps the renditions, and notes what the picture is like. It is the first to see what did not pass through the gallery, and notes its digest.</summary>
public sealed class ThumbnailTask(IThumbnailer thumbnailer, ImageStores stores, TaskLedger ledger, ImageDigests digests, PipelineOptions options) : IImageTask
{
    private const string RenditionType = "image/jpeg";

    public TaskKind Kind => TaskKind.Thumbnail;

    public async Task<bool> RunAsync(ClaimedImage image, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (image.Image.Sha256 is null)
        {
            // Before anything is made of it: what is damaged is known by its digest, too.
            await digests.NoteAsync(image.Image.Id, image.Claim.ObjectVersion, Convert.ToHexStringLower(SHA256.HashData(image.Original.Span)), cancellationToken);
        }

        var picture = await thumbnailer.RenderAsync(
            image.Original,
            [
                new RenditionSpec(RenditionNames.Thumb, options.ThumbnailWidth, options.ThumbnailHeight),
                new RenditionSpec(RenditionNames.Preview, options.PreviewSide, options.PreviewSide),
            ],
            options.MaxPixels,
            cancellationToken);

        // The renditions' keys do not tell versions apart: those of an old one must not come after those of the new.
        var current = await stores.Originals.HeadAsync(image.Image.ObjectKey, cancellationToken);
        if (current?.ETag != image.Claim.ObjectVersion)
        {
            return false;
        }

        foreach (var rendition in picture.Renditions)
        {
            await PutAsync(image.Image.Id, rendition, cancellationToken);
        }

        var facts = picture.Facts;
        var details = new PictureDetails(facts.Width, facts.Height, DominantColor.Of(picture.Sample), Placeholder.Of(picture.Sample))
        {
            Frames = facts.Frames,
            TakenAt = facts.TakenAt,
            Camera = facts.Camera,
        };
        if (await ledger.CompleteAsync(image.Claim, details, cancellationToken))
        {
            return true;
        }

        // Where the image was deleted meanwhile, what was just put must go as well.
        if (await stores.Originals.HeadAsync(image.Image.ObjectKey, cancellationToken) is null)
        {
            await stores.DeleteRenditionsAsync(image.Image.Id, cancellationToken);
        }

        return false;
    }

    private async Task PutAsync(ImageId id, Rendition rendition, CancellationToken cancellationToken)
    {
        await using var content = rendition.Jpeg.AsStream();
        await stores.Renditions.PutAsync(ObjectKeys.Rendition(id, rendition.Name), content, new PutOptions(RenditionType), cancellationToken);
    }
}

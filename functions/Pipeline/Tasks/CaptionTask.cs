using Vignette.Pipeline.Captions;
using Vignette.Pipeline.Imaging;
using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Pipeline.Tasks;

/// <summary>Has the picture described. The captioner gets a downscaled copy, never the original.</summary>
public sealed class CaptionTask(IThumbnailer thumbnailer, ICaptioner captioner, TaskLedger ledger, PipelineOptions options) : IImageTask
{
    public TaskKind Kind => TaskKind.Caption;

    public async Task<bool> RunAsync(ClaimedImage image, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(image);
        var picture = await thumbnailer.RenderAsync(
            image.Original,
            [new RenditionSpec("caption", options.CaptionSide, options.CaptionSide)],
            options.MaxPixels,
            cancellationToken);
        var caption = await captioner.CaptionAsync(new CaptionRequest(picture.Renditions[0].Jpeg, picture.Facts, picture.Sample), cancellationToken);
        return await ledger.CompleteAsync(image.Claim, caption, cancellationToken);
    }
}

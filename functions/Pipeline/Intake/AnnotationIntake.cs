using Microsoft.Extensions.Logging;
using Vignette.Pipeline.Publishing;
using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Pipeline.Intake;

/// <summary>Takes in what people say about an image, and announces an approval so that it is published.</summary>
public sealed class AnnotationIntake(ImageAnnotations annotations, ApprovalAnnouncer announcer, TimeProvider time, ILogger<AnnotationIntake> logger)
{
    /// <summary>What was approved is in the catalog: nobody waits longer for a store, and the sweep announces it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <inheritdoc cref="ImageAnnotations.ApplyAsync"/>
    public async Task<AnnotationResult> ApplyAsync(ImageId id, AnnotationEdit edit, string author, CancellationToken cancellationToken)
    {
        var result = await annotations.ApplyAsync(id, edit, author, cancellationToken);
        if (result is { IsApproval: true, Details.Image: var image })
        {
            await TryAnnounceAsync(image);
        }

        return result;
    }

    private async Task TryAnnounceAsync(ImageRecord image)
    {
        try
        {
            using var patience = new CancellationTokenSource(Patience, time);
            await announcer.AnnounceAsync(image, patience.Token);
        }
        catch (Exception fault)
        {
            logger.ApprovalNotAnnounced(fault, image.Id);
        }
    }
}

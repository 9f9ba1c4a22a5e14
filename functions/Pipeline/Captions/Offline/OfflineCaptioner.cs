using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Pipeline.Captions.Offline;

/// <summary>
/// Captions without a model: only what can be measured on the pixels or read in the header. It never claims to know what
/// the picture shows, and the same picture always gets the same words.
/// </summary>
public sealed class OfflineCaptioner : ICaptioner
{
    /// <inheritdoc/>
    public Task<CaptionResult> CaptionAsync(CaptionRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var look = PictureLook.Of(request.Facts, request.Sample);
        return Task.FromResult(new CaptionResult(LookSentences.Of(look), LookTags.Of(look), [], CaptionOrigin.Offline, Model: null));
    }
}

using Vignette.Schema.Catalog;

namespace Vignette.Pipeline.Captions;

/// <summary>Says what is in a picture.</summary>
public interface ICaptioner
{
    /// <exception cref="PermanentFault">The picture is refused, or the captioner is set up wrongly.</exception>
    /// <exception cref="TransientFault">It may work later.</exception>
    Task<CaptionResult> CaptionAsync(CaptionRequest request, CancellationToken cancellationToken);
}

using Vignette.Schema;

namespace Vignette.Gallery.Pages;

/// <summary>An image's own page.</summary>
/// <param name="PreviewSide">The preview's bound in pixels.</param>
/// <param name="Edit">What the form holds, and what is wrong with it; null where nobody has filled it in.</param>
internal sealed record ImageModel(ImageDetails Details, string Token, int PreviewSide, EditAttempt? Edit, long Mark);

using Vignette.Schema;

namespace Vignette.Gallery.Pages;

/// <summary>An image's own page.</summary>
/// <param name="PreviewSide">The preview's bound in pixels.</param>
/// <param name="Edit">What the form holds, and what is wrong with it; null where nobody has filled it in.</param>
/// <param name="Place">Where the picture stands in the list that the person came from.</param>
internal sealed record ImageModel(ImageDetails Details, string Token, int PreviewSide, EditAttempt? Edit, long Mark, ImagePlace Place);

namespace Vignette.Gallery.Pages;

/// <summary>The upload page.</summary>
/// <param name="MaxFileBytes">A larger file is refused.</param>
/// <param name="Latest">The newest images.</param>
internal sealed record UploadModel(string Token, long MaxFileBytes, TilesModel Latest, long Mark);

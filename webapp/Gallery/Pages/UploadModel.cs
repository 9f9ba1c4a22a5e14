namespace Vignette.Gallery.Pages;

/// <summary>The upload page.</summary>
/// <param name="MaxFileBytes">A larger file is refused.</param>
/// <param name="IsDirect">Whether scripts put files straight into the object store.</param>
/// <param name="FormLimit">Bytes that the form may have in all where no script runs; null where only each file has its limit.</param>
/// <param name="Latest">The newest images.</param>
internal sealed record UploadModel(string Token, long MaxFileBytes, bool IsDirect, long? FormLimit, TilesModel Latest, long Mark);

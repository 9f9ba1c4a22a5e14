namespace Vignette.Pipeline.Imaging;

/// <summary>A rendition to make: as large as fits the bounds with the picture's own proportions, but never larger than the picture.</summary>
/// <param name="MaxWidth">Pixels.</param>
/// <param name="MaxHeight">Pixels.</param>
/// <param name="Quality">JPEG quality, 1 to 100.</param>
public sealed record RenditionSpec(string Name, int MaxWidth, int MaxHeight, int Quality = 80);

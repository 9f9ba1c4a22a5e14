namespace Vignette.Pipeline.Imaging;

/// <summary>All that came of one reading of a picture.</summary>
/// <param name="Sample">A small copy to measure colours on.</param>
/// <param name="Renditions">In the order they were asked for.</param>
public sealed record RenderedPicture(PictureFacts Facts, PixelSample Sample, IReadOnlyList<Rendition> Renditions);

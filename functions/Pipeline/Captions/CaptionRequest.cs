using Vignette.Pipeline.Imaging;

namespace Vignette.Pipeline.Captions;

/// <summary>What a captioner gets to see: never the original.</summary>
/// <param name="Jpeg">A downscaled copy, oriented and without metadata.</param>
public sealed record CaptionRequest(ReadOnlyMemory<byte> Jpeg, PictureFacts Facts, PixelSample Sample);

using Microsoft.Extensions.Logging.Abstractions;
using Vignette.Conformance.Thumbnailers;
using Vignette.Pipeline.Imaging;

namespace Vignette.Imaging.ImageSharp.Tests;

/// <summary>ImageSharp does what every engine must do.</summary>
[Collection(nameof(EngineCollection))]
public sealed class ImageSharpThumbnailerTests : ThumbnailerSuite
{
    protected override IThumbnailer CreateThumbnailer() => new ImageSharpThumbnailer(NullLogger<ImageSharpThumbnailer>.Instance);

    protected override PixelSample Decode(ReadOnlyMemory<byte> jpeg) => JpegPixels.Decode(jpeg);
}

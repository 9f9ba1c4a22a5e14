using Microsoft.Extensions.Logging.Abstractions;
using Vignette.Conformance.Thumbnailers;
using Vignette.Pipeline.Imaging;

namespace Vignette.Imaging.Vips.Tests;

/// <summary>libvips does what every engine must do.</summary>
[Collection(nameof(VipsCollection))]
public sealed class VipsThumbnailerTests : ThumbnailerSuite
{
    protected override IThumbnailer CreateThumbnailer() => new VipsThumbnailer(NullLogger<VipsThumbnailer>.Instance);

    protected override PixelSample Decode(ReadOnlyMemory<byte> jpeg)
    {
        using var file = new PinnedBytes(jpeg);
        using var image = VipsImage.Load(ImageFormat.Jpeg, file);
        return new PixelSample(image.Width, image.Height, image.ToPixels());
    }
}

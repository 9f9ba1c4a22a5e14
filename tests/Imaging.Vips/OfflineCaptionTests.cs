using Microsoft.Extensions.Logging.Abstractions;
using Vignette.Pipeline.Captions;
using Vignette.Pipeline.Captions.Offline;
using Vignette.Tests;

namespace Vignette.Imaging.Vips.Tests;

/// <summary>What real photographs are called by a captioner that knows no more than their pixels.</summary>
[Collection(nameof(VipsCollection))]
public sealed class OfflineCaptionTests
{
    [Theory]
    [InlineData("astronaut.png", "A square picture in light grey, brown and orange, full of fine detail. It measures 512 × 512 pixels.")]
    [InlineData("chelsea.png", "A landscape-format picture, mostly brown with some beige. It measures 451 × 300 pixels.")]
    [InlineData("coffee.png", "A landscape-format picture in red, orange and black. It measures 600 × 400 pixels.")]
    [InlineData("coffee-animated.gif", "A landscape-format animation in brown, orange and red. It has 3 frames of 200 × 133 pixels.")]
    [InlineData("hubble_deep_field.jpg", "A very dark landscape-format picture, nearly all black. It measures 1000 × 872 pixels.")]
    [InlineData("hubble-gray.jpg", "A very dark landscape-format black-and-white picture. It measures 1000 × 872 pixels.")]
    [InlineData("rocket-exif6.jpg", "A dark portrait-format picture, mostly dark blue with some grey, softly shaded, taken on 1 May 2026 with a Test Camera.")]
    [InlineData("one-pixel.png", "A tiny picture, nearly all red. It is a single pixel.")]
    public async Task A_photo_is_described_by_its_looks(string photo, string caption)
    {
        var thumbnailer = new VipsThumbnailer(NullLogger<VipsThumbnailer>.Instance);
        var picture = await thumbnailer.RenderAsync(File.ReadAllBytes(Photos.Path($"good/{photo}")), [], 1_000_000, TestContext.Current.CancellationToken);

        var result = await new OfflineCaptioner().CaptionAsync(new CaptionRequest(ReadOnlyMemory<byte>.Empty, picture.Facts, picture.Sample), TestContext.Current.CancellationToken);

        result.Caption.ShouldBe(caption);
    }
}

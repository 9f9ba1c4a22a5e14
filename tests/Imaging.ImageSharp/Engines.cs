using Microsoft.Extensions.Logging.Abstractions;
using Vignette.Imaging.Vips;
using Vignette.Pipeline.Imaging;
using Vignette.Tests;

namespace Vignette.Imaging.ImageSharp.Tests;

/// <summary>Both engines, given the same file.</summary>
internal sealed class Engines
{
    /// <summary>How alike the engines' renditions must look.</summary>
    public const double Likeness = 0.97;

    private const long MaxPixels = 100_000_000;

    private readonly ImageSharpThumbnailer _imageSharp = new(NullLogger<ImageSharpThumbnailer>.Instance);
    private readonly VipsThumbnailer _vips = new(NullLogger<VipsThumbnailer>.Instance);

    public async Task<(RenderedPicture ImageSharp, RenderedPicture Vips)> RenderAsync(byte[] original, params IReadOnlyList<RenditionSpec> renditions)
    {
        var cancelled = TestContext.Current.CancellationToken;
        return (await _imageSharp.RenderAsync(original, renditions, MaxPixels, cancelled), await _vips.RenderAsync(original, renditions, MaxPixels, cancelled));
    }

    /// <summary>Fails unless both find the same facts and make the same sizes, and what they make looks alike and has the same colours.</summary>
    /// <param name="colorDifference">The most by which the colours may differ on average, in levels of 255.</param>
    public async Task ShouldAgreeAsync(byte[] original, double likeness, double colorDifference, params IReadOnlyList<RenditionSpec> renditions)
    {
        var (one, other) = await RenderAsync(original, renditions);

        one.Facts.ShouldBe(other.Facts);
        foreach (var (left, right) in one.Renditions.Zip(other.Renditions))
        {
            (left.Name, left.Width, left.Height).ShouldBe((right.Name, right.Width, right.Height));
            ShouldLookAlike(JpegPixels.Decode(left.Jpeg), JpegPixels.Decode(right.Jpeg), likeness, colorDifference);
        }

        ShouldLookAlike(one.Sample, other.Sample, likeness, colorDifference);
    }

    /// <summary>The mean difference of two pictures' colours, in levels of 255.</summary>
    public static double Difference(PixelSample one, PixelSample other) =>
        one.Rgb.ToArray().Zip(other.Rgb.ToArray(), (left, right) => Math.Abs(left - right)).Average();

    private static void ShouldLookAlike(PixelSample one, PixelSample other, double likeness, double colorDifference)
    {
        Ssim.Of(one, other).ShouldBeGreaterThanOrEqualTo(likeness);
        Difference(one, other).ShouldBeLessThan(colorDifference);
    }
}

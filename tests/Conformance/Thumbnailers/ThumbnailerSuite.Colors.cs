using Vignette.Pipeline.Imaging;
using Vignette.Tests;

namespace Vignette.Conformance.Thumbnailers;

public abstract partial class ThumbnailerSuite
{
    // PNGs of 2 × 1 pixels with alpha, one wholly transparent over black and one opaque: red in 8 bits, a violet in 16.
    private const string TransparentAndRed = "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAYAAAD0In+KAAAADklEQVR4nGNgAIL/QAQABQQB/2JtIyYAAAAASUVORK5CYII=";
    private const string TransparentAndViolet = "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABEAYAAACksqPJAAAAEklEQVR4nGNggIKGBgeH/0AAABRHBX0mLXz/AAAAAElFTkSuQmCC";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task A_rendition_is_oriented_as_EXIF_says(int orientation)
    {
        // Fine enough that the JPEG's own blocks, which do not turn with the picture, do not matter.
        var fine = Preview with { Quality = 95 };
        var stored = await PixelsAsync("good/rocket-exif1.jpg", fine);

        var shown = await PixelsAsync($"good/rocket-exif{orientation}.jpg", fine);

        Ssim.Of(shown, stored.Displayed(orientation)).ShouldBeGreaterThan(0.97);
        (await RenderAsync($"good/rocket-exif{orientation}.jpg")).Facts.Orientation.ShouldBe(orientation);
    }

    [Fact]
    public async Task The_sample_is_oriented_too()
    {
        var stored = (await RenderAsync("good/rocket-exif1.jpg", Thumb)).Sample;

        var shown = (await RenderAsync("good/rocket-exif6.jpg", Thumb)).Sample;

        Ssim.Of(shown, stored.Displayed(6)).ShouldBeGreaterThan(0.97);
    }

    [Theory]
    [InlineData("good/coffee-cmyk.jpg", "good/coffee.png", 0.85, 40)]
    [InlineData("good/astronaut-progressive.jpg", "good/astronaut.png", 0.95, 4)]
    [InlineData("good/coffee.webp", "good/coffee.png", 0.9, 4)]
    public async Task Another_form_of_a_photo_looks_like_the_photo(string form, string photo, double likeness, int colorDifference)
    {
        var one = await PixelsAsync(form, Thumb);
        var other = await PixelsAsync(photo, Thumb);

        Ssim.Of(one, other).ShouldBeGreaterThan(likeness);
        MeanDifference(one, other).ShouldBeLessThan(colorDifference);
    }

    [Theory]
    [InlineData("good/coffee-animated.gif")]
    [InlineData("good/coffee-animated.webp")]
    public async Task Of_an_animation_the_first_frame_is_shown(string animation)
    {
        var shown = await PixelsAsync(animation, new RenditionSpec("small", 200, 133));
        var photo = await PixelsAsync("good/coffee.png", new RenditionSpec("small", 200, 133));

        Ssim.Of(shown, photo).ShouldBeGreaterThan(0.85);
    }

    [Fact]
    public async Task A_grey_photo_stays_grey()
    {
        var pixels = await PixelsAsync("good/hubble-gray.jpg", Thumb);

        PictureMeasures.Of(pixels).IsGrey.ShouldBeTrue();
    }

    [Fact]
    public async Task One_pixel_keeps_its_colour()
    {
        var pixels = await PixelsAsync("good/one-pixel.png", Thumb);

        MeanDifference(pixels, new PixelSample(1, 1, new byte[] { 255, 0, 0 })).ShouldBeLessThan(2);
    }

    [Theory]
    [InlineData(TransparentAndRed, 255, 0, 0)]
    [InlineData(TransparentAndViolet, 128, 64, 255)]
    public async Task What_is_transparent_is_white(string png, byte red, byte green, byte blue)
    {
        var sample = (await RenderAsync(Convert.FromBase64String(png), Thumb)).Sample;

        sample.Rgb.ToArray().ShouldBe([255, 255, 255, red, green, blue]);
    }

    [Fact]
    public async Task A_half_transparent_photo_is_only_lighter_for_it()
    {
        var transparent = await PixelsAsync("good/astronaut-16bit-alpha.png", Thumb);
        var opaque = await PixelsAsync("good/astronaut.png", Thumb);

        Ssim.Of(transparent, opaque).ShouldBeGreaterThan(0.65);
        MeanDifference(transparent, opaque).ShouldBeInRange(20, 100);
        PictureMeasures.Of(transparent).Brightness.ShouldBeGreaterThan(PictureMeasures.Of(opaque).Brightness + 0.1);
    }

    private static double MeanDifference(PixelSample one, PixelSample other) =>
        one.Rgb.ToArray().Zip(other.Rgb.ToArray(), (left, right) => Math.Abs(left - right)).Average();
}

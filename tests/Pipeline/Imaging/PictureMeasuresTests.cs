using Vignette.Pipeline.Imaging;

namespace Vignette.Pipeline.Tests.Imaging;

public sealed class PictureMeasuresTests
{
    [Fact]
    public void Black_is_0_bright_and_white_is_1()
    {
        PictureMeasures.Of(Samples.Stripes(8, 8, "#000000")).Brightness.ShouldBe(0, tolerance: 0.001);
        PictureMeasures.Of(Samples.Stripes(8, 8, "#ffffff")).Brightness.ShouldBe(1, tolerance: 0.001);
    }

    [Fact]
    public void An_even_area_has_no_detail_and_noise_has_much()
    {
        PictureMeasures.Of(Samples.Stripes(64, 64, "#336699")).Detail.ShouldBe(0);
        PictureMeasures.Of(Samples.Noise(64, 64)).Detail.ShouldBeGreaterThan(0.1);
    }

    [Fact]
    public void Greys_are_grey_even_with_a_coloured_speck() =>
        PictureMeasures.Of(Samples.Of(64, 64, (x, y) => (x, y) == (3, 3) ? "#ff0000" : "#555555")).IsGrey.ShouldBeTrue();

    [Fact]
    public void A_coloured_corner_makes_a_colour_picture() =>
        PictureMeasures.Of(Samples.Of(64, 64, (x, y) => x < 8 && y < 8 ? "#ff0000" : "#555555")).IsGrey.ShouldBeFalse();

    [Fact]
    public void One_pixel_can_be_measured() =>
        PictureMeasures.Of(Samples.Stripes(1, 1, "#ff0000")).ShouldBe(new PictureMeasures(OkLab.FromSrgb(255, 0, 0).L, 0, IsGrey: false));
}

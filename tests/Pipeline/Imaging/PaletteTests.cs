using Vignette.Pipeline.Imaging;

namespace Vignette.Pipeline.Tests.Imaging;

public sealed class PaletteTests
{
    [Fact]
    public void One_colour_is_the_whole_palette()
    {
        var color = Palette.Of(Samples.Stripes(64, 64, "#336699")).ShouldHaveSingleItem();

        color.Hex.ShouldBe("#336699");
        color.Share.ShouldBe(1);
    }

    [Fact]
    public void The_largest_share_comes_first()
    {
        var palette = Palette.Of(Samples.Stripes(60, 10, "#d03020", "#205090", "#205090"));

        palette.Select(color => color.Hex).ShouldBe(["#205090", "#d03020"]);
        palette.Select(color => color.Share).ShouldBe([2.0 / 3, 1.0 / 3], tolerance: 0.001);
    }

    [Fact]
    public void Colours_that_look_alike_are_one() =>
        Palette.Of(Samples.Stripes(64, 8, "#336699", "#34679a", "#376a9c")).Count.ShouldBe(1);

    [Fact]
    public void The_shares_of_noise_add_up_to_the_whole() =>
        Palette.Of(Samples.Noise(64, 48)).Sum(color => color.Share).ShouldBe(1, tolerance: 1e-9);

    [Fact]
    public void The_same_pixels_always_give_the_same_palette() =>
        Palette.Of(Samples.Noise(40, 40)).ShouldBe(Palette.Of(Samples.Noise(40, 40)));

    [Theory]
    [InlineData("#000000")]
    [InlineData("#ffffff")]
    [InlineData("#12ab9f")]
    public void The_dominant_colour_is_written_as_in_CSS(string color) =>
        DominantColor.Of(Samples.Stripes(1, 1, color)).ShouldBe(color);
}

using Vignette.Pipeline.Imaging;

namespace Vignette.Pipeline.Tests.Imaging;

public sealed class PlaceholderTests
{
    private const string Prefix = "data:image/png;base64,";

    [Theory]
    [InlineData(64, 64, 12, 12)]
    [InlineData(64, 43, 12, 8)]
    [InlineData(43, 64, 8, 12)]
    [InlineData(64, 1, 12, 1)]
    [InlineData(3, 2, 3, 2)]
    public void It_keeps_the_proportions_and_is_small(int width, int height, int expectedWidth, int expectedHeight)
    {
        var placeholder = Placeholder.Of(Samples.Noise(width, height));

        placeholder.ShouldStartWith(Prefix);
        placeholder.Length.ShouldBeLessThanOrEqualTo(Placeholder.MaxLength);
        var png = PngFile.Read(Convert.FromBase64String(placeholder[Prefix.Length..]));
        (png.Width, png.Height).ShouldBe((expectedWidth, expectedHeight));
    }

    [Fact]
    public void Each_pixel_is_the_mean_of_its_part()
    {
        var sample = Samples.Of(48, 24, (x, y) => (x + y) % 2 == 0 ? "#204060" : "#406080");

        var png = PngFile.Read(Convert.FromBase64String(Placeholder.Of(sample)[Prefix.Length..]));

        png.Rgb.ToArray().Chunk(3).ShouldAllBe(pixel => pixel.SequenceEqual(new byte[] { 0x30, 0x50, 0x70 }));
    }
}

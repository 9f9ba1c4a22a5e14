using Vignette.Pipeline.Imaging;

namespace Vignette.Pipeline.Tests.Imaging;

public sealed class PictureSizeTests
{
    [Theory]
    [InlineData(4000, 3000, 320, 320, 320, 240)]
    [InlineData(3000, 4000, 320, 320, 240, 320)]
    [InlineData(640, 427, 320, 320, 320, 214)]
    [InlineData(100, 50, 320, 320, 100, 50)]
    [InlineData(320, 320, 320, 320, 320, 320)]
    [InlineData(100_000, 1, 320, 320, 320, 1)]
    [InlineData(1, 100_000, 320, 320, 1, 320)]
    [InlineData(400, 400, 100, 50, 50, 50)]
    public void It_fits_and_keeps_its_proportions(int width, int height, int maxWidth, int maxHeight, int expectedWidth, int expectedHeight) =>
        new PictureSize(width, height).FitInto(maxWidth, maxHeight).ShouldBe(new PictureSize(expectedWidth, expectedHeight));
}

using Vignette.Pipeline.Imaging;

namespace Vignette.Pipeline.Tests.Imaging;

public sealed class PngEncoderTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 3)]
    [InlineData(200, 150)]
    public void What_is_written_reads_back_the_same(int width, int height)
    {
        var sample = Samples.Noise(width, height);

        var read = PngFile.Read(PngEncoder.Encode(width, height, sample.Rgb.Span));

        (read.Width, read.Height).ShouldBe((width, height));
        read.Rgb.ToArray().ShouldBe(sample.Rgb.ToArray());
    }

    [Theory]
    [InlineData(2, 2, 11)]
    [InlineData(0, 2, 0)]
    [InlineData(2, -1, 6)]
    public void Sizes_that_do_not_fit_are_refused(int width, int height, int bytes) =>
        Should.Throw<ArgumentException>(() => PngEncoder.Encode(width, height, new byte[bytes]));
}

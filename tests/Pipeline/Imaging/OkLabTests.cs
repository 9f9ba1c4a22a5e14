using Vignette.Pipeline.Imaging;

namespace Vignette.Pipeline.Tests.Imaging;

public sealed class OkLabTests
{
    [Theory]
    [InlineData(255, 255, 255, 1, 0, 0)]
    [InlineData(0, 0, 0, 0, 0, 0)]
    [InlineData(255, 0, 0, 0.628, 0.225, 0.126)]
    [InlineData(0, 255, 0, 0.866, -0.234, 0.179)]
    [InlineData(0, 0, 255, 0.452, -0.032, -0.312)]
    public void Colours_are_where_their_author_puts_them(byte red, byte green, byte blue, double l, double a, double b)
    {
        var color = OkLab.FromSrgb(red, green, blue);

        color.L.ShouldBe(l, tolerance: 0.001);
        color.A.ShouldBe(a, tolerance: 0.001);
        color.B.ShouldBe(b, tolerance: 0.001);
    }

    [Fact]
    public void There_and_back_is_the_same_colour()
    {
        for (var i = 0; i < 4096; i++)
        {
            var (red, green, blue) = ((byte)(i * 37), (byte)(i * 101), (byte)(i * 211));
            OkLab.FromSrgb(red, green, blue).ToSrgb().ShouldBe((red, green, blue));
        }
    }
}

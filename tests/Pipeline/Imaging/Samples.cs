using Vignette.Pipeline.Imaging;

namespace Vignette.Pipeline.Tests.Imaging;

/// <summary>Samples made of colours.</summary>
internal static class Samples
{
    /// <summary>Upright stripes of equal width.</summary>
    public static PixelSample Stripes(int width, int height, params string[] colors) =>
        Of(width, height, (x, _) => colors[x * colors.Length / width]);

    public static PixelSample Of(int width, int height, Func<int, int, string> colorAt)
    {
        var rgb = new byte[width * height * 3];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                Convert.FromHexString(colorAt(x, y).AsSpan(1)).CopyTo(rgb, ((y * width) + x) * 3);
            }
        }

        return new PixelSample(width, height, rgb);
    }

    /// <summary>Every pixel at random, always the same.</summary>
    public static PixelSample Noise(int width, int height)
    {
        var rgb = new byte[width * height * 3];
        new Random(1).NextBytes(rgb);
        return new PixelSample(width, height, rgb);
    }
}

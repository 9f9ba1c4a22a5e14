namespace Vignette.Pipeline.Imaging;

/// <summary>A small copy of a picture in sRGB, on white, oriented: three bytes a pixel, row by row from the top.</summary>
public sealed class PixelSample
{
    /// <summary>The longer side, in pixels, of the sample of any picture that is not smaller itself.</summary>
    public const int MaxSide = 64;

    /// <exception cref="ArgumentException">There are not three bytes for each pixel.</exception>
    public PixelSample(int width, int height, ReadOnlyMemory<byte> rgb)
    {
        if (width < 1 || height < 1 || rgb.Length != width * height * 3)
        {
            throw new ArgumentException($"A sample of {width} × {height} pixels has three bytes for each, not {rgb.Length} in all.", nameof(rgb));
        }

        (Width, Height, Rgb) = (width, height, rgb);
    }

    public int Width { get; }

    public int Height { get; }

    public ReadOnlyMemory<byte> Rgb { get; }

    /// <summary>The pixels' colours, row by row from the top.</summary>
    public OkLab[] ToOkLab()
    {
        var rgb = Rgb.Span;
        var colors = new OkLab[Width * Height];
        for (var i = 0; i < colors.Length; i++)
        {
            colors[i] = OkLab.FromSrgb(rgb[3 * i], rgb[(3 * i) + 1], rgb[(3 * i) + 2]);
        }

        return colors;
    }
}

using Vignette.Pipeline.Imaging;

namespace Vignette.Tests;

/// <summary>Turns decoded pictures, pixel by pixel.</summary>
public static class PictureTransforms
{
    /// <summary>What a viewer shows of stored pixels that are tagged with this EXIF orientation (EXIF 2.32, 4.6.4, Orientation).</summary>
    /// <param name="orientation">1 to 8.</param>
    public static PixelSample Displayed(this PixelSample stored, int orientation)
    {
        var (right, bottom) = (stored.Width - 1, stored.Height - 1);
        return orientation switch
        {
            1 => stored.Map(stored.Width, stored.Height, (x, y) => (x, y)),
            2 => stored.Map(stored.Width, stored.Height, (x, y) => (right - x, y)),
            3 => stored.Map(stored.Width, stored.Height, (x, y) => (right - x, bottom - y)),
            4 => stored.Map(stored.Width, stored.Height, (x, y) => (x, bottom - y)),
            5 => stored.Map(stored.Height, stored.Width, (x, y) => (y, x)),
            6 => stored.Map(stored.Height, stored.Width, (x, y) => (y, bottom - x)),
            7 => stored.Map(stored.Height, stored.Width, (x, y) => (right - y, bottom - x)),
            8 => stored.Map(stored.Height, stored.Width, (x, y) => (right - y, x)),
            _ => throw new ArgumentOutOfRangeException(nameof(orientation), orientation, null),
        };
    }

    private static PixelSample Map(this PixelSample stored, int width, int height, Func<int, int, (int X, int Y)> from)
    {
        var rgb = new byte[width * height * 3];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var source = from(x, y);
                stored.Rgb.Span.Slice(((source.Y * stored.Width) + source.X) * 3, 3).CopyTo(rgb.AsSpan(((y * width) + x) * 3));
            }
        }

        return new PixelSample(width, height, rgb);
    }
}

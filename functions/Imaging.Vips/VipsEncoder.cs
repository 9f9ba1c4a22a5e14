using Vignette.Pipeline.Imaging;

namespace Vignette.Imaging.Vips;

/// <summary>Writes pictures that a program has drawn.</summary>
public static class VipsEncoder
{
    // What cameras and phones write by default is near this.
    private const int Quality = 85;

    /// <param name="rgb">Three bytes a pixel in sRGB, row by row from the top.</param>
    /// <param name="format">JPEG, PNG or WebP.</param>
    /// <exception cref="ArgumentException">There are not three bytes for each pixel.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Nobody writes this format.</exception>
    /// <exception cref="DllNotFoundException">libvips is not installed; the message says how to install it.</exception>
    public static byte[] Encode(int width, int height, ReadOnlyMemory<byte> rgb, ImageFormat format)
    {
        if (format == ImageFormat.Png)
        {
            return PngEncoder.Encode(width, height, rgb.Span);
        }

        if (width < 1 || height < 1 || rgb.Length != width * height * 3)
        {
            throw new ArgumentException($"A picture of {width} × {height} pixels has three bytes for each, not {rgb.Length} in all.", nameof(rgb));
        }

        VipsLibrary.EnsureStarted();
        using var pixels = new PinnedBytes(rgb);
        using var image = VipsImage.OfPixels(width, height, pixels);
        return format switch
        {
            ImageFormat.Jpeg => image.ToJpeg(Quality),
            ImageFormat.WebP => image.ToWebP(Quality),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Pictures are drawn as JPEG, PNG or WebP."),
        };
    }
}

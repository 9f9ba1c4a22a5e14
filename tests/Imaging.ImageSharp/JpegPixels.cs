using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;
using Vignette.Pipeline.Imaging;

namespace Vignette.Imaging.ImageSharp.Tests;

/// <summary>Decodes what the engines made.</summary>
internal static class JpegPixels
{
    public static PixelSample Decode(ReadOnlyMemory<byte> jpeg)
    {
        using var image = Image.Load<Rgb24>(jpeg.Span);
        var pixels = new byte[3 * image.Width * image.Height];
        image.CopyPixelDataTo(pixels);
        return new PixelSample(image.Width, image.Height, pixels);
    }
}

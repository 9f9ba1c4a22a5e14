using System.Globalization;
using Vignette.Pipeline.Imaging;

namespace Vignette.Cli.Deployments.Load.Pictures;

/// <summary>Sizes and formats of drawn pictures, as people write them.</summary>
internal static class PictureChoices
{
    public const string AllowedSizes = "sizes as 1600x1200, from 16x16 to 50 megapixels, with shares where they differ: 1600x1200:3,800x600:1";

    public const string AllowedFormats = "formats with their shares, as jpeg:70,png:20,webp:10, of jpeg, png and webp";

    private const int LeastSide = 16;

    // WebP's (RFC 9649, 2.4).
    private const int MostSide = 16_383;

    // Half of what the gallery takes: painting takes a few bytes of memory for each.
    private const long MostPixels = 50_000_000;

    public static bool TryParseSize(string text, out PictureSize size)
    {
        size = default;
        if (text.Split('x') is not [var across, var down]
            || !int.TryParse(across, NumberStyles.None, CultureInfo.InvariantCulture, out var width)
            || !int.TryParse(down, NumberStyles.None, CultureInfo.InvariantCulture, out var height))
        {
            return false;
        }

        size = new PictureSize(width, height);
        return width is >= LeastSide and <= MostSide && height is >= LeastSide and <= MostSide && (long)width * height <= MostPixels;
    }

    public static bool TryParseFormat(string text, out ImageFormat format)
    {
        (format, var known) = text switch
        {
            "jpeg" => (ImageFormat.Jpeg, true),
            "png" => (ImageFormat.Png, true),
            "webp" => (ImageFormat.WebP, true),
            _ => default,
        };
        return known;
    }
}

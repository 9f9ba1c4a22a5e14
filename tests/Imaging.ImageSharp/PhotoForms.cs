using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Gif;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Formats.Webp;
using SixLabors.ImageSharp.Metadata.Profiles.Exif;
using SixLabors.ImageSharp.Metadata.Profiles.Icc;
using SixLabors.ImageSharp.PixelFormats;
using Vignette.Tests;

namespace Vignette.Imaging.ImageSharp.Tests;

/// <summary>One photo in forms that the formats allow and no file in the folder of photos has.</summary>
internal static class PhotoForms
{
    public static IReadOnlyDictionary<string, Func<byte[]>> All { get; } = new Dictionary<string, Func<byte[]>>
    {
        ["JPEG with full colour"] = () => Encode(new JpegEncoder { ColorType = JpegEncodingColor.YCbCrRatio444 }),
        ["JPEG in RGB"] = () => Encode(new JpegEncoder { ColorType = JpegEncodingColor.Rgb }),
        ["JPEG with a scan for each colour"] = () => Encode(new JpegEncoder { Interleaved = false }),
        ["PNG with a palette"] = () => Encode(new PngEncoder { ColorType = PngColorType.Palette }),
        ["PNG with a palette and holes"] = () => Encode(new PngEncoder { ColorType = PngColorType.Palette }, Faded),
        ["PNG interlaced"] = () => Encode(new PngEncoder { InterlaceMethod = PngInterlaceMode.Adam7 }),
        ["PNG with alpha"] = () => Encode(new PngEncoder { ColorType = PngColorType.RgbWithAlpha }, Faded),
        ["PNG in 16-bit grey"] = () => Encode(new PngEncoder { ColorType = PngColorType.Grayscale, BitDepth = PngBitDepth.Bit16 }),
        ["PNG in grey with alpha"] = () => Encode(new PngEncoder { ColorType = PngColorType.GrayscaleWithAlpha }, Faded),
        ["PNG on its side"] = () => Encode(new PngEncoder(), OnItsSide),
        ["GIF with holes"] = () => Encode(new GifEncoder(), Faded),
        ["WebP with alpha"] = () => Encode(new WebpEncoder { FileFormat = WebpFileFormatType.Lossy }, Faded),
        ["WebP without loss"] = () => Encode(new WebpEncoder { FileFormat = WebpFileFormatType.Lossless }),
        ["WebP without loss with alpha"] = () => Encode(new WebpEncoder { FileFormat = WebpFileFormatType.Lossless }, Faded),
        ["WebP on its side"] = () => Encode(new WebpEncoder(), OnItsSide),
        ["JPEG in Display P3"] = () => Tagged(new JpegEncoder { Quality = 95 }, IccProfiles.DisplayP3()),
        ["PNG in Display P3"] = () => Tagged(new PngEncoder(), IccProfiles.DisplayP3()),
        ["WebP in Display P3"] = () => Tagged(new WebpEncoder { FileFormat = WebpFileFormatType.Lossless }, IccProfiles.DisplayP3()),
        ["PNG in Adobe RGB"] = () => Tagged(new PngEncoder(), IccProfiles.AdobeRgb()),
        ["JPEG in a space with measured curves"] = () => Tagged(new JpegEncoder { Quality = 95 }, IccProfiles.Measured()),
        ["JPEG in grey of gamma 1.8"] = () => Tagged(new JpegEncoder { Quality = 95, ColorType = JpegEncodingColor.Luminance }, IccProfiles.Grey()),
        ["JPEG in colour with a profile for grey"] = () => Tagged(new JpegEncoder { Quality = 95 }, IccProfiles.Grey()),
    };

    private static byte[] Tagged(ImageEncoder encoder, byte[] profile) =>
        Encode(encoder, image => image.Metadata.IccProfile = new IccProfile(profile));

    private static byte[] Encode(ImageEncoder encoder, Action<Image<Rgba32>>? change = null)
    {
        using var image = Image.Load<Rgba32>(Photos.Path("good/coffee.png"));
        change?.Invoke(image);
        using var file = new MemoryStream();
        image.Save(file, encoder);
        return file.ToArray();
    }

    private static void OnItsSide(Image<Rgba32> image)
    {
        image.Metadata.ExifProfile = new ExifProfile();
        image.Metadata.ExifProfile.SetValue(ExifTag.Orientation, (ushort)6);
    }

    /// <summary>Leaves out a disc and lets the right half shine through.</summary>
    private static void Faded(Image<Rgba32> image) => image.ProcessPixelRows(rows =>
    {
        for (var y = 0; y < rows.Height; y++)
        {
            var row = rows.GetRowSpan(y);
            for (var x = 0; x < row.Length; x++)
            {
                var (dx, dy) = (x - (row.Length / 2), y - (rows.Height / 2));
                row[x].A = (dx * dx) + (dy * dy) < 80 * 80 ? (byte)0 : x > row.Length / 2 ? (byte)128 : (byte)255;
            }
        }
    });
}

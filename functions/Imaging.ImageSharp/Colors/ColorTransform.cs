using System.Numerics;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.ColorSpaces.Companding;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Metadata;
using SixLabors.ImageSharp.PixelFormats;

namespace Vignette.Imaging.ImageSharp.Colors;

/// <summary>
/// Turns a picture's colours into sRGB by its embedded profile, relative to white and clipped, which this ImageSharp does
/// not do itself. It knows the profiles that cameras, phones and screens have, three curves and a matrix, and those of grey
/// pictures. Profiles that are tables, a printer's (CMYK) above all, are not followed: there the numbers keep their usual
/// meaning.
/// </summary>
internal sealed class ColorTransform
{
    // So fine that where sRGB is steepest, in the dark, a step is a fifth of a level.
    private const int Steps = 1 << 14;

    private static readonly byte[] Encoded = [.. Enumerable.Range(0, Steps + 1).Select(step => (byte)MathF.Round(255 * SRgbCompanding.Compress((float)step / Steps)))];

    // Linear sRGB of X, of Y and of Z under D50, which is what profiles connect by: the inverse of sRGB's own matrix
    // (IEC 61966-2-1, adapted by Bradford's method as ICC.1:2022, annex E, prescribes).
    private static readonly Vector3 OfX = new(3.1338561f, -0.9787684f, 0.0719453f);
    private static readonly Vector3 OfY = new(-1.6168667f, 1.9161415f, -0.2289914f);
    private static readonly Vector3 OfZ = new(-0.4906146f, 0.0334540f, 1.4052427f);

    // What each level of each channel adds to the colour in linear sRGB.
    private readonly Vector3[] _red;
    private readonly Vector3[] _green;
    private readonly Vector3[] _blue;

    private ColorTransform(Vector3[] red, Vector3[] green, Vector3[] blue) => (_red, _green, _blue) = (red, green, blue);

    /// <summary>Null where the picture has no profile, or none that can be followed, or one for another kind of picture.</summary>
    public static ColorTransform? ToSrgb(ImageMetadata picture)
    {
        if (picture.IccProfile is not { } embedded)
        {
            return null;
        }

        var profile = new EmbeddedProfile(embedded.ToByteArray());
        return IsGrey(picture) ? OfGrey(profile) : OfRgb(profile);
    }

    /// <summary>Changes every pixel.</summary>
    public void Apply(Image<Rgb24> picture) => picture.ProcessPixelRows(rows =>
    {
        for (var y = 0; y < rows.Height; y++)
        {
            foreach (ref var pixel in rows.GetRowSpan(y))
            {
                var linear = Vector3.Clamp(_red[pixel.R] + _green[pixel.G] + _blue[pixel.B], Vector3.Zero, Vector3.One) * Steps;
                pixel = new Rgb24(Encoded[(int)(linear.X + 0.5f)], Encoded[(int)(linear.Y + 0.5f)], Encoded[(int)(linear.Z + 0.5f)]);
            }
        }
    });

    private static ColorTransform? OfRgb(EmbeddedProfile profile)
    {
        if (!profile.LeadsToXyzFrom("RGB "u8)
            || profile.Curve("rTRC"u8) is not { } redCurve || profile.Xyz("rXYZ"u8) is not { } red
            || profile.Curve("gTRC"u8) is not { } greenCurve || profile.Xyz("gXYZ"u8) is not { } green
            || profile.Curve("bTRC"u8) is not { } blueCurve || profile.Xyz("bXYZ"u8) is not { } blue)
        {
            return null;
        }

        return new ColorTransform(Contributions(redCurve, red), Contributions(greenCurve, green), Contributions(blueCurve, blue));
    }

    private static ColorTransform? OfGrey(EmbeddedProfile profile)
    {
        if (!profile.LeadsToXyzFrom("GRAY"u8) || profile.Curve("kTRC"u8) is not { } curve)
        {
            return null;
        }

        // All three channels hold the grey; one is enough to tell it.
        var none = new Vector3[curve.Length];
        return new ColorTransform([.. curve.Select(grey => new Vector3(grey))], none, none);
    }

    private static Vector3[] Contributions(float[] curve, Vector3 xyz)
    {
        var linear = (xyz.X * OfX) + (xyz.Y * OfY) + (xyz.Z * OfZ);
        return [.. curve.Select(level => level * linear)];
    }

    private static bool IsGrey(ImageMetadata picture) =>
        picture.GetJpegMetadata().ColorType is JpegEncodingColor.Luminance
        || picture.GetPngMetadata().ColorType is PngColorType.Grayscale or PngColorType.GrayscaleWithAlpha;
}

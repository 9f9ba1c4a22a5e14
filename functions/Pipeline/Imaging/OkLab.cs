namespace Vignette.Pipeline.Imaging;

/// <summary>
/// A colour in Björn Ottosson's OKLab (https://bottosson.github.io/posts/oklab), where distances are about as large as they look.
/// </summary>
/// <param name="L">Lightness, 0 (black) to 1 (white).</param>
/// <param name="A">Green to red, about −0.4 to 0.4.</param>
/// <param name="B">Blue to yellow, about −0.4 to 0.4.</param>
public readonly record struct OkLab(double L, double A, double B)
{
    /// <summary>How far from grey: 0 to about 0.32 within sRGB.</summary>
    public double Chroma => Math.Sqrt((A * A) + (B * B));

    public static OkLab FromSrgb(byte red, byte green, byte blue)
    {
        var (r, g, b) = (Linear(red), Linear(green), Linear(blue));
        var l = Math.Cbrt((0.4122214708 * r) + (0.5363325363 * g) + (0.0514459929 * b));
        var m = Math.Cbrt((0.2119034982 * r) + (0.6806995451 * g) + (0.1073969566 * b));
        var s = Math.Cbrt((0.0883024619 * r) + (0.2817188376 * g) + (0.6299787005 * b));
        return new OkLab(
            (0.2104542553 * l) + (0.7936177850 * m) - (0.0040720468 * s),
            (1.9779984951 * l) - (2.4285922050 * m) + (0.4505937099 * s),
            (0.0259040371 * l) + (0.7827717662 * m) - (0.8086757660 * s));
    }

    /// <summary>The nearest 8-bit sRGB colour; what is out of its gamut is cut off.</summary>
    public (byte Red, byte Green, byte Blue) ToSrgb()
    {
        var l = Cube(L + (0.3963377774 * A) + (0.2158037573 * B));
        var m = Cube(L - (0.1055613458 * A) - (0.0638541728 * B));
        var s = Cube(L - (0.0894841775 * A) - (1.2914855480 * B));
        return (
            Encoded((4.0767416621 * l) - (3.3077115913 * m) + (0.2309699292 * s)),
            Encoded((-1.2684380046 * l) + (2.6097574011 * m) - (0.3413193965 * s)),
            Encoded((-0.0041960863 * l) - (0.7034186147 * m) + (1.7076147010 * s)));
    }

    /// <summary>The square of the distance to another colour.</summary>
    public double DistanceSquared(OkLab other) =>
        Square(L - other.L) + Square(A - other.A) + Square(B - other.B);

    private static double Square(double value) => value * value;

    private static double Cube(double value) => value * value * value;

    // The transfer function of sRGB, IEC 61966-2-1.
    private static double Linear(byte value)
    {
        var v = value / 255.0;
        return v <= 0.04045 ? v / 12.92 : Math.Pow((v + 0.055) / 1.055, 2.4);
    }

    private static byte Encoded(double value)
    {
        var v = value <= 0.0031308 ? value * 12.92 : (1.055 * Math.Pow(value, 1 / 2.4)) - 0.055;
        return (byte)Math.Round(Math.Clamp(v, 0, 1) * 255);
    }
}

using System.Drawing;
using System.Numerics;

namespace Vignette.Cli.Samples;

internal static class SunOverTheSea
{
    private const float Horizon = 430;
    private const float SunX = 470;

    private static readonly Vector3[] Water = [Brushes.Hex("f2a65a"), Brushes.Hex("c8736a"), Brushes.Hex("5a5484"), Brushes.Hex("22305c"), Brushes.Hex("111d40")];
    private static readonly Vector3 HighCloud = Brushes.Hex("8a7fa6");
    private static readonly Vector3 LowCloud = Brushes.Hex("ffd9ae");

    public static byte[] Draw() => new Painting(1200, 800)
        .Sky("28447e", "5f76ac", "e0997a", "ffd27e", "ffd27e", "ffd27e", "ffd27e")
        .Paint(new RectangleF(0, 0, 1200, Horizon), Clouds)
        .Glow(SunX, 350, 560, "ffd98a", 0.7f)
        .Disc(SunX, 350, 58, "fffbe6")
        .Paint(new RectangleF(0, Horizon, 1200, 370), Sea)
        .Light(new RectangleF(0, Horizon, 1200, 370), Glitter)
        .ToPng();

    private static Vector4 Clouds(float x, float y)
    {
        var thick = Noise.At(x / 260, y / 34, 3) + (0.5f * Noise.At(x / 120, y / 17, 4)) + (0.25f * Noise.At(x / 50, y / 9, 5));
        var lit = Vector3.Lerp(HighCloud, LowCloud, y / Horizon);
        return new Vector4(lit, 0.75f * Brushes.Smooth(0.15f, 1.1f, thick) * Brushes.Smooth(0, 120, y));
    }

    private static Vector4 Sea(float x, float y)
    {
        var near = (y - Horizon) / 370;
        var swell = Noise.Waves((x - SunX) / 5, y - Horizon, 8) + (0.5f * Noise.Waves(x - SunX, y - Horizon, 9));
        return new Vector4(Brushes.Along(Water, near + (0.05f * swell)), 1);
    }

    /// <summary>The sun's way over the waves: broader and more broken the nearer.</summary>
    private static Vector4 Glitter(float x, float y)
    {
        var near = (y - Horizon) / 370;
        var aside = Math.Abs(x - SunX) / (60 + (130 * near));
        var wave = Noise.Waves(x - SunX, y - Horizon, 17);
        return new Vector4(1, 0.86f, 0.58f, Brushes.Smooth(-0.1f, 0.6f, wave - (0.8f * aside) + 0.25f) * Math.Max(0, 1 - (aside * 0.6f)) * (1 - (0.35f * near)));
    }
}

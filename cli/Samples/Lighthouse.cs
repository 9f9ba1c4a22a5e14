using System.Drawing;
using System.Numerics;

namespace Vignette.Cli.Samples;

internal static class Lighthouse
{
    private const float Middle = 500;
    private const float Gallery = 430;
    private const float Foot = 930;
    private const float LampY = 385;
    private const float Horizon = 985;

    private static readonly Vector3 Red = Brushes.Hex("c8372f");
    private static readonly Vector3 White = Brushes.Hex("f3ece0");
    private static readonly Vector3 Door = Brushes.Hex("3c2a2a");
    private static readonly Vector3 Window = Brushes.Hex("ffd98c");
    private static readonly Vector3 Roof = Brushes.Hex("7d2523");
    private static readonly Vector3 Bar = Brushes.Hex("3a3440");
    private static readonly Vector3 Glass = Brushes.Hex("fff0bd");
    private static readonly Vector3 Railing = Brushes.Hex("2f2d3a");

    public static byte[] Draw() => new Painting(800, 1200)
        .Sky("12284e", "1f4e76", "4d8a9a", "a9c4a9", "f6cf9c", "f4ad82", "f4ad82")
        .Stars(110, bottom: 460, seed: 77)
        .Light(new RectangleF(0, 0, 800, 800), Beam)
        .Land(x => Horizon + (3 * Noise.Rough(x / 60, 4, layers: 2)), "33668a", "0e2a4a", haze: 230)
        .Paint(new RectangleF(0, Horizon + 4, 800, 1200 - Horizon), Waves)
        .Land(x => 1210 - (290 * MathF.Exp(-MathF.Pow((x - 520) / 250, 2))) - (34 * Noise.Rough(x / 70, 9, layers: 5)), "2b2c3c", "14141f", haze: 180)
        .Paint(new RectangleF(400, Gallery, 200, Foot - Gallery + 40), Tower)
        .Paint(new RectangleF(420, 320, 160, 130), Lantern)
        .Glow(Middle, LampY, 150, "ffe9a8", 0.95f)
        .ToPng();

    private static Vector4 Tower(float x, float y)
    {
        var half = 40 + (32 * (y - Gallery) / (Foot - Gallery));
        var across = (x - Middle) / half;
        var band = (int)((y - Gallery) / 100) % 2 == 0 ? Red : White;
        var door = Math.Abs(x - Middle) < 15 && y > Foot - 55;
        var window = Math.Abs(x - Middle) < 8 && (y - Gallery) % 150 is > 60 and < 88;
        var color = door ? Door : window ? Window : band * (0.98f - (0.42f * Brushes.Smooth(-0.5f, 1.1f, across)));
        return new Vector4(color, Brushes.Edge(half - Math.Abs(x - Middle)));
    }

    private static Vector4 Lantern(float x, float y)
    {
        var aside = Math.Abs(x - Middle);
        return y switch
        {
            // Roof, lamp room with its bars, gallery.
            < 352 => new Vector4(Roof, Brushes.Edge(((y - 322) * 1.25f) - aside)),
            < 416 => new Vector4((int)(aside + 5) % 14 < 2 ? Bar : Glass, Brushes.Edge(30 - aside)),
            _ => new Vector4(Railing, Brushes.Edge(52 - aside) * Brushes.Edge(436 - y)),
        };
    }

    private static Vector4 Beam(float x, float y)
    {
        var (dx, dy) = (x - Middle, y - LampY);
        var along = Math.Abs(dx);
        var spread = Math.Abs(dy - (dx * -0.12f)) / (8 + (along * 0.16f));
        return new Vector4(1, 0.93f, 0.7f, 0.55f * Math.Max(0, 1 - (spread * spread)) * MathF.Exp(-along / 420));
    }

    private static Vector4 Waves(float x, float y)
    {
        var wave = Noise.Waves((x - Middle) / 2.5f, y - Horizon, 21);
        return new Vector4(0.78f, 0.86f, 0.86f, 0.3f * Brushes.Smooth(0.3f, 0.95f, wave));
    }
}

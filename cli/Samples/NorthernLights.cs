using System.Drawing;
using System.Numerics;

namespace Vignette.Cli.Samples;

internal static class NorthernLights
{
    private const int Width = 1200;
    private const float Shore = 600;

    private static readonly Vector3 Green = Brushes.Hex("3cf0a0");
    private static readonly Vector3 Blue = Brushes.Hex("40c8d8");
    private static readonly Vector3 Violet = Brushes.Hex("a060e0");
    private static readonly Vector3[] Water = [Brushes.Hex("14464e"), Brushes.Hex("061220")];

    public static byte[] Draw()
    {
        var sky = new RectangleF(0, 0, Width, Shore);
        var (green, blue, violet) = (Curtain(400, 330, 1, Green), Curtain(300, 260, 2, Blue), Curtain(230, 220, 3, Violet));
        return new Painting(Width, 800)
            .Sky("040818", "071430", "0c2444", "12324c", "12324c")
            .Stars(420, bottom: 620, seed: 31)
            .Light(sky, green)
            .Light(sky, blue)
            .Light(sky, violet)
            .Land(x => 560 - (110 * Noise.Rough(x / 300, 51, layers: 6)), "0a1a2c", "0d2236", haze: 120)
            .Paint(new RectangleF(0, Shore, Width, 200), (_, y) => new Vector4(Brushes.Along(Water, (y - Shore) / 200), 1))
            .Light(new RectangleF(0, Shore, Width, 200), (x, y) => Reflection(green, x, y))
            .Land(x => 775 - (40 * Noise.Rough(x / 180, 61, layers: 6)), "04080f", "020408", haze: 60)
            .ToPng();
    }

    /// <summary>A band that waves across the sky, sharp below and fading in rays above.</summary>
    private static Func<float, float, Vector4> Curtain(float level, float height, int seed, Vector3 color)
    {
        var columns = Enumerable.Range(0, Width).Select(x => (
            Hem: level + (80 * Noise.At(x / 310f, seed)) + (26 * Noise.At(x / 90f, seed + 10)),
            Rays: 0.55f + (0.3f * Noise.At(x / 26f, seed + 20)) + (0.15f * Noise.At(x / 9f, seed + 30)),
            Strength: 0.85f * (0.6f + (0.4f * Noise.At(x / 240f, seed + 40))))).ToArray();
        return (x, y) =>
        {
            var (hem, rays, strength) = columns[Math.Clamp((int)x, 0, Width - 1)];
            var above = (hem - y) / height;
            var fading = MathF.Exp(-Math.Max(0, above) * (2.2f + (2 * (1 - rays))));
            return new Vector4(color, strength * rays * Brushes.Smooth(-0.1f, 0.06f, above) * fading);
        };
    }

    private static Vector4 Reflection(Func<float, float, Vector4> curtain, float x, float y)
    {
        var ripple = 5 * Noise.At(x / 60, y / 3, 71);
        return curtain(x + ripple, Shore - ((y - Shore) * 1.9f)) * new Vector4(1, 1, 1, 0.5f);
    }
}

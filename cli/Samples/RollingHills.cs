using System.Drawing;
using System.Numerics;

namespace Vignette.Cli.Samples;

internal static class RollingHills
{
    private static readonly Vector4 Trunk = new(Brushes.Hex("4a3a2c"), 1);

    public static byte[] Draw()
    {
        var painting = new Painting(1200, 800)
            .Sky("3f8fd8", "7ab8ea", "c4e2f4", "eef4ec", "eef4ec")
            .Glow(980, 120, 420, "fff6d0", 0.8f);
        Cloud(painting, 250, 170, 1.2f);
        Cloud(painting, 640, 110, 0.8f);
        Cloud(painting, 860, 235, 0.95f);
        painting
            .Land(Hill(430, 46, 420, seed: 2), "9fc4b4", "c4dcc0", haze: 140)
            .Land(Hill(490, 60, 380, seed: 6), "7db268", "a8cc7c", haze: 160);
        Trees(painting, Hill(490, 60, 380, seed: 6), count: 24, size: 10, "4d8048", seed: 3);
        painting
            .Land(Hill(570, 70, 460, seed: 13), "58a046", "8cc45a", haze: 170)
            .Paint(new RectangleF(0, 470, 1200, 330), Rows);
        Trees(painting, Hill(570, 70, 460, seed: 13), count: 13, size: 18, "2f6a34", seed: 8);
        painting.Land(Hill(690, 70, 520, seed: 29), "3c8038", "57a044", haze: 140);
        Trees(painting, Hill(690, 70, 520, seed: 29), count: 5, size: 38, "1f5429", seed: 12);
        return painting.ToPng();
    }

    private static Func<float, float> Hill(float level, float height, float width, int seed) => x => level - (height * Noise.At(x / width, seed));

    private static void Cloud(Painting painting, float x, float y, float size)
    {
        var random = new Random((int)x);
        for (var i = 0; i < 14; i++)
        {
            var aside = (random.NextSingle() - 0.5f) * 2;
            var radius = size * (26 + (34 * (1 - Math.Abs(aside))));
            var (px, py) = (x + (aside * 110 * size), y - (random.NextSingle() * 26 * size));
            painting.Paint(Brushes.Around(px, py, radius), (cx, cy) =>
                new Vector4(1, 1, 1, 0.62f * Brushes.Smooth(radius, radius * 0.35f, Brushes.Distance(cx - px, (cy - py) * 1.25f))));
        }
    }

    /// <summary>Furrows in the middle field, running to one point.</summary>
    private static Vector4 Rows(float x, float y)
    {
        var below = y - Hill(570, 70, 460, seed: 13)(x);
        var furrow = MathF.Sin((x - 420) / (below + 70) * 46);
        return new Vector4(0.2f, 0.42f, 0.14f, 0.3f * Brushes.Smooth(-0.2f, 0.8f, furrow) * Brushes.Smooth(4, 60, below));
    }

    private static void Trees(Painting painting, Func<float, float> ground, int count, float size, string color, int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            var x = random.NextSingle() * painting.Width;
            var tall = size * (0.8f + (0.5f * random.NextSingle()));
            var foot = ground(x);
            painting.Paint(new RectangleF(x - (tall * 0.12f), foot - tall, tall * 0.24f, tall * 1.05f), (_, _) => Trunk);
            for (var branch = 0; branch < 9; branch++)
            {
                var (aside, up) = ((random.NextSingle() - 0.5f) * tall * 1.3f, random.NextSingle() * tall * 0.9f);
                var radius = tall * (0.42f + (0.16f * random.NextSingle()));
                var (cx, cy) = (x + (aside * (1 - (0.45f * up / tall))), foot - (tall * 0.85f) - up);
                painting.Disc(cx, cy, radius, color).Glow(cx - (radius * 0.2f), cy - (radius * 0.45f), radius * 0.8f, "d8e88a", 0.3f);
            }
        }
    }
}

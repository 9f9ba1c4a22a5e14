using System.Drawing;
using System.Numerics;

namespace Vignette.Cli.Samples;

internal static class DropsOfLight
{
    private static readonly string[] Lights = ["f9f3a0", "b8f08a", "6fe0a8", "ffd27a", "d8ffe0"];

    /// <summary>The sample, the same every time.</summary>
    public static byte[] Draw() => Draw(seed: 4);

    /// <summary>Another arrangement of the drops for each seed: a picture that nobody has seen yet.</summary>
    public static byte[] Draw(int seed)
    {
        var painting = new Painting(1200, 800)
            .Sky("0b3a36", "11574a", "1d7a58", "0f4a44")
            .Glow(880, 180, 700, "7fe08a", 0.55f)
            .Glow(200, 660, 520, "e0d060", 0.35f);
        var random = new Random(seed);
        for (var i = 0; i < 70; i++)
        {
            var (x, y) = (random.NextSingle() * 1200, random.NextSingle() * 800);
            var radius = 14 + (96 * MathF.Pow(random.NextSingle(), 2.2f));
            Ring(painting, x, y, radius, Lights[random.Next(Lights.Length)], 0.1f + (0.28f * random.NextSingle()), blur: 1 + (radius * 0.06f));
        }

        for (var i = 0; i < 46; i++)
        {
            var along = random.NextSingle();
            var (x, y) = (40 + (1120 * along), 640 - (380 * MathF.Sin(along * 3)) + ((random.NextSingle() - 0.5f) * 260));
            painting.Glow(x, y, 5 + (16 * random.NextSingle()), "ffffe8", 0.95f);
        }

        return painting.ToPng();
    }

    /// <summary>A light out of focus: a disc, a little brighter at its rim.</summary>
    private static void Ring(Painting painting, float x, float y, float radius, string color, float strength, float blur)
    {
        var light = Brushes.Hex(color);
        painting.Light(new RectangleF(x - radius - blur, y - radius - blur, 2 * (radius + blur), 2 * (radius + blur)), (px, py) =>
        {
            var distance = Brushes.Distance(px - x, py - y);
            var rim = 0.65f + (0.55f * Brushes.Smooth(radius * 0.6f, radius, distance));
            return new Vector4(light, strength * rim * Brushes.Smooth(radius + blur, radius - blur, distance));
        });
    }
}

using System.Drawing;
using System.Numerics;

namespace Vignette.Cli.Samples;

internal static class DesertDunes
{
    public static byte[] Draw()
    {
        var painting = new Painting(1600, 640)
            .Sky("4f9cc8", "93c4d8", "f0dcb8", "f6d8a4", "f6d8a4")
            .Glow(320, 190, 420, "fff2c8", 0.85f)
            .Disc(320, 190, 34, "fffdf0");
        Dune(painting, 300, 46, 420, "e9bd84", "c08a5c", seed: 3);
        Dune(painting, 360, 70, 520, "e6a862", "a8683c", seed: 14);
        Dune(painting, 440, 96, 640, "dc9248", "8a4a2a", seed: 27);
        Dune(painting, 560, 110, 760, "cc7c38", "6c3520", seed: 33);
        return painting.ToPng();
    }

    /// <summary>A dune with a bright windward and a dark lee side, parted by a crest line that winds down from its top.</summary>
    private static void Dune(Painting painting, float level, float height, float width, string lit, string shadow, int seed)
    {
        var (bright, dark) = (Brushes.Hex(lit), Brushes.Hex(shadow));
        var line = Enumerable.Range(0, painting.Width).Select(x => Crest(x + 0.5f)).ToArray();

        // The crest line leans to the left, by at most this many pixels.
        var lean = (int)(1.2f * painting.Height);
        var slopes = Enumerable.Range(-lean, lean + painting.Width).Select(x => Crest(x + 8) - Crest(x - 8)).ToArray();
        painting.Paint(new RectangleF(0, line.Min() - 1, painting.Width, painting.Height), (x, y) =>
        {
            var below = y - line[(int)x];
            var bent = x - (below * (0.9f + (0.25f * Noise.At(y / 90, seed + 3))));
            var slope = slopes[Math.Clamp((int)bent + lean, 0, slopes.Length - 1)];
            var ripple = 0.025f * MathF.Sin((below * 0.42f) + (4 * Noise.At(x / 130, y / 60, seed + 5)));
            var shade = Brushes.Smooth(-0.4f, 1.6f, slope) * MathF.Exp(-below / (height * 2.4f));
            return new Vector4((Vector3.Lerp(bright, dark, shade) * (1 + ripple)) - new Vector3(0.0006f * below), Brushes.Edge(below));
        });

        float Crest(float x) => level - (height * ((0.8f * Noise.At(x / width, seed)) + (0.25f * Noise.At(x / width * 2.7f, seed + 1))));
    }
}

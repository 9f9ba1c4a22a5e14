using System.Drawing;
using System.Numerics;

namespace Vignette.Cli.Samples;

internal static class PaperTriangles
{
    private const int Side = 1000;
    private const int Cells = 9;

    private static readonly Vector3[] Warm = [Brushes.Hex("ffd166"), Brushes.Hex("f78c5a"), Brushes.Hex("ef476f"), Brushes.Hex("7b3f98")];
    private static readonly Vector3[] Cool = [Brushes.Hex("c6f0c2"), Brushes.Hex("2ec4a6"), Brushes.Hex("118ab2"), Brushes.Hex("163a5f")];

    public static byte[] Draw()
    {
        var painting = new Painting(Side, Side).Sky("7b3f98", "163a5f");
        for (var row = -1; row <= Cells; row++)
        {
            for (var column = -1; column <= Cells; column++)
            {
                var (a, b, c, d) = (Corner(column, row), Corner(column + 1, row), Corner(column, row + 1), Corner(column + 1, row + 1));
                var shade = (column * 31) + (row * 17);
                if ((column + row) % 2 == 0)
                {
                    Triangle(painting, a, b, c, shade);
                    Triangle(painting, b, d, c, shade + 1);
                }
                else
                {
                    Triangle(painting, a, b, d, shade);
                    Triangle(painting, a, d, c, shade + 1);
                }
            }
        }

        return painting.ToPng();
    }

    private static Vector2 Corner(int column, int row) =>
        new Vector2(column + (0.3f * Noise.At(column, row, 5)), row + (0.3f * Noise.At(column, row, 6))) * Side / Cells;

    private static void Triangle(Painting painting, Vector2 a, Vector2 b, Vector2 c, int shade)
    {
        var middle = (a + b + c) / 3 / Side;
        var color = Vector3.Lerp(
            Brushes.Along(Warm, middle.Y),
            Brushes.Along(Cool, middle.Y),
            Brushes.Smooth(0.1f, 0.9f, middle.X));
        var tinted = color * (1 + (0.14f * Noise.At(shade + 0.5f, 9)));
        var (low, high) = (Vector2.Min(a, Vector2.Min(b, c)) - Vector2.One, Vector2.Max(a, Vector2.Max(b, c)) + Vector2.One);
        painting.Paint(new RectangleF(low.X, low.Y, high.X - low.X, high.Y - low.Y), (x, y) =>
        {
            var place = new Vector2(x, y);

            // Half a pixel more on every side, so that no gap shows between neighbours.
            var inside = Math.Min(Inside(a, b, place), Math.Min(Inside(b, c, place), Inside(c, a, place))) + 0.5f;
            return new Vector4(tinted * (1 + (0.06f * (middle.Y - (y / Side)) * Cells)), Brushes.Edge(inside));
        });
    }

    /// <summary>How far to the right of the way from one corner to the next, in pixels.</summary>
    private static float Inside(Vector2 from, Vector2 to, Vector2 place)
    {
        var way = Vector2.Normalize(to - from);
        return (way.X * (place.Y - from.Y)) - (way.Y * (place.X - from.X));
    }
}

using System.Drawing;
using System.Numerics;

namespace Vignette.Cli.Samples;

/// <summary>What is painted in more than one picture.</summary>
internal static class Brushes
{
    /// <summary>A colour from <c>rrggbb</c>.</summary>
    public static Vector3 Hex(string hex)
    {
        var bytes = Convert.FromHexString(hex);
        return new Vector3(bytes[0], bytes[1], bytes[2]) / 255;
    }

    /// <summary>How much of a pixel is on the inner side of an edge.</summary>
    /// <param name="inside">How far inside the pixel's middle is, in pixels; negative outside.</param>
    public static float Edge(float inside) => Math.Clamp(inside + 0.5f, 0, 1);

    /// <summary>0 before the start, 1 after the end, smooth between.</summary>
    public static float Smooth(float start, float end, float value)
    {
        var t = Math.Clamp((value - start) / (end - start), 0, 1);
        return t * t * (3 - (2 * t));
    }

    /// <summary>A colour between evenly spaced ones.</summary>
    /// <param name="at">0 the first, 1 the last.</param>
    public static Vector3 Along(ReadOnlySpan<Vector3> colors, float at)
    {
        var place = Math.Clamp(at, 0, 1) * (colors.Length - 1);
        var index = Math.Min((int)place, colors.Length - 2);
        return Vector3.Lerp(colors[index], colors[index + 1], place - index);
    }

    /// <summary>Fills the picture from top to bottom.</summary>
    public static Painting Sky(this Painting painting, params string[] colors)
    {
        var stops = colors.Select(Hex).ToArray();
        return painting.Paint((_, y) => new Vector4(Along(stops, y / painting.Height), 1));
    }

    public static Painting Disc(this Painting painting, float x, float y, float radius, string color, float cover = 1)
    {
        var paint = Hex(color);
        return painting.Paint(Around(x, y, radius + 1), (px, py) => new Vector4(paint, cover * Edge(radius - Distance(px - x, py - y))));
    }

    /// <summary>Light around a point, gone at the radius.</summary>
    public static Painting Glow(this Painting painting, float x, float y, float radius, string color, float strength = 1)
    {
        var light = Hex(color);
        return painting.Light(Around(x, y, radius), (px, py) =>
        {
            var near = Math.Max(0, 1 - (Distance(px - x, py - y) / radius));
            return new Vector4(light, strength * near * near * near);
        });
    }

    /// <summary>Land below a line, lighter and hazier towards its foot.</summary>
    /// <param name="top">The line's height at each column, in pixels from the top.</param>
    /// <param name="haze">How deep the change from the first colour to the second reaches, in pixels.</param>
    public static Painting Land(this Painting painting, Func<float, float> top, string color, string footColor, float haze)
    {
        var line = Enumerable.Range(0, painting.Width).Select(x => top(x + 0.5f)).ToArray();
        var (upper, lower) = (Hex(color), Hex(footColor));
        var highest = line.Min() - 1;
        return painting.Paint(new RectangleF(0, highest, painting.Width, painting.Height - highest), (x, y) =>
        {
            var below = y - line[(int)x];
            return new Vector4(Vector3.Lerp(upper, lower, Math.Clamp(below / haze, 0, 1)), Edge(below));
        });
    }

    /// <summary>Small lights at random places.</summary>
    /// <param name="bottom">None is below this, in pixels; the lower, the fainter.</param>
    public static Painting Stars(this Painting painting, int count, float bottom, int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            var (x, y) = (random.NextSingle() * painting.Width, random.NextSingle() * bottom);
            var size = MathF.Pow(random.NextSingle(), 6);
            painting.Glow(x, y, 1.6f + (3.5f * size), random.Next(4) == 0 ? "ffe2c4" : "e6eeff", (0.35f + (0.65f * size)) * (1 - (y / bottom)) * 1.4f);
        }

        return painting;
    }

    public static float Distance(float x, float y) => MathF.Sqrt((x * x) + (y * y));

    public static RectangleF Around(float x, float y, float radius) => new(x - radius, y - radius, 2 * radius, 2 * radius);
}

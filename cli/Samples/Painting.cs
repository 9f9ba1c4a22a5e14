using System.Drawing;
using System.Numerics;
using Vignette.Pipeline.Imaging;

namespace Vignette.Cli.Samples;

/// <summary>A picture that is painted layer over layer, each layer a function of the place. Edges are softened by how much of a pixel they cover.</summary>
internal sealed class Painting(int width, int height)
{
    // Fewer rows are painted sooner than threads are found for them.
    private const float WorthThreads = 100;

    private readonly Vector3[] _pixels = new Vector3[width * height];

    public int Width { get; } = width;

    public int Height { get; } = height;

    /// <summary>Lays a colour over each pixel: red, green, blue and how much it covers, all 0 to 1.</summary>
    /// <param name="brush">Gets the middle of a pixel, in pixels from the top left corner.</param>
    public Painting Paint(Func<float, float, Vector4> brush) => Paint(new RectangleF(0, 0, Width, Height), brush);

    /// <inheritdoc cref="Paint(Func{float, float, Vector4})"/>
    /// <param name="area">Where the layer is; the rest is left alone.</param>
    public Painting Paint(RectangleF area, Func<float, float, Vector4> brush) =>
        Each(area, brush, (below, color) => Vector3.Lerp(below, color.AsVector3(), Math.Clamp(color.W, 0, 1)));

    /// <summary>Adds light, as from a lamp: the brighter a place is already, the less.</summary>
    public Painting Light(RectangleF area, Func<float, float, Vector4> brush) =>
        Each(area, brush, (below, color) => Vector3.One - ((Vector3.One - below) * (Vector3.One - (color.AsVector3() * color.W))));

    public byte[] ToPng() => PngEncoder.Encode(Width, Height, ToRgb());

    /// <summary>Three bytes a pixel, row by row from the top.</summary>
    public byte[] ToRgb()
    {
        var rgb = new byte[_pixels.Length * 3];
        for (var i = 0; i < _pixels.Length; i++)
        {
            var pixel = (Vector3.Clamp(_pixels[i], Vector3.Zero, Vector3.One) * 255) + new Vector3(0.5f);
            (rgb[3 * i], rgb[(3 * i) + 1], rgb[(3 * i) + 2]) = ((byte)pixel.X, (byte)pixel.Y, (byte)pixel.Z);
        }

        return rgb;
    }

    private Painting Each(RectangleF area, Func<float, float, Vector4> brush, Func<Vector3, Vector4, Vector3> blend)
    {
        var (left, right) = (Math.Max(0, (int)area.Left), Math.Min(Width, (int)Math.Ceiling(area.Right)));
        var (top, bottom) = (Math.Max(0, (int)area.Top), Math.Min(Height, (int)Math.Ceiling(area.Bottom)));
        if (area.Height < WorthThreads)
        {
            for (var y = top; y < bottom; y++)
            {
                PaintRow(y);
            }
        }
        else
        {
            Parallel.For(top, bottom, PaintRow);
        }

        return this;

        void PaintRow(int y)
        {
            for (var x = left; x < right; x++)
            {
                var color = brush(x + 0.5f, y + 0.5f);
                if (color.W > 0)
                {
                    ref var pixel = ref _pixels[(y * Width) + x];
                    pixel = blend(pixel, color);
                }
            }
        }
    }
}

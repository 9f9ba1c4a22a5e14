using System.Text.Json;
using Vignette.Schema;

namespace Vignette.Pipeline.Captions.Chat;

/// <summary>A box as Gemini's models write them: [ymin, xmin, ymax, xmax], in thousandths of the picture's height and width.</summary>
internal static class ModelBox
{
    private const double Scale = 1000;

    // How far beyond the picture a box may reach and still be meant: it ends at the edge then.
    private const double Overshoot = 50;

    // A thinner box shows nothing; fractions in place of thousandths end here too.
    private const double MinSide = 2;

    /// <summary>The box as fractions; null for one that makes no sense: other than four numbers, inverted, empty, or far outside the picture.</summary>
    public static BoundingBox? Parse(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Array || element.GetArrayLength() != 4)
        {
            return null;
        }

        Span<double> edges = stackalloc double[4];
        for (var i = 0; i < edges.Length; i++)
        {
            if (element[i].ValueKind != JsonValueKind.Number
                || element[i].GetDouble() is not (>= -Overshoot and <= Scale + Overshoot and var edge))
            {
                return null;
            }

            edges[i] = Math.Clamp(edge, 0, Scale);
        }

        var (y, x, height, width) = (edges[0], edges[1], edges[2] - edges[0], edges[3] - edges[1]);
        return width >= MinSide && height >= MinSide
            ? new BoundingBox(x / Scale, y / Scale, width / Scale, height / Scale)
            : null;
    }
}

namespace Vignette.Pipeline.Imaging;

/// <summary>Finds a picture's main colours: median cut, then k-means, then colours that look alike are one. The same pixels always give the same colours.</summary>
public static class Palette
{
    private const int Clusters = 8;
    private const int Iterations = 6;

    // Colours nearer than this in OKLab pass for one.
    private const double Alike = 0.09;

    /// <summary>The main colours, the largest share first; at least one.</summary>
    public static IReadOnlyList<PaletteColor> Of(PixelSample sample)
    {
        var pixels = sample.ToOkLab();
        var centers = MedianCut(pixels);
        var counts = new int[centers.Length];
        for (var i = 0; i < Iterations; i++)
        {
            counts = MoveToMeans(pixels, centers);
        }

        var colors = centers.Zip(counts, (color, count) => new PaletteColor(color, (double)count / pixels.Length)).Where(color => color.Share > 0).ToList();
        MergeAlike(colors);
        return [.. colors.OrderByDescending(color => color.Share).ThenBy(color => color.Color.L)];
    }

    /// <summary>Halves the most varied group of pixels, across its longest side, until there are enough groups.</summary>
    private static OkLab[] MedianCut(OkLab[] pixels)
    {
        var groups = new List<OkLab[]> { pixels };
        while (groups.Count < Clusters)
        {
            var widest = groups.MaxBy(group => group.Length * Spread(group).Width)!;
            var (width, axis) = Spread(widest);
            if (width == 0)
            {
                break;
            }

            var sorted = widest.OrderBy(axis).ToArray();
            groups.Remove(widest);
            groups.Add(sorted[..(sorted.Length / 2)]);
            groups.Add(sorted[(sorted.Length / 2)..]);
        }

        return [.. groups.Select(Mean)];
    }

    private static (double Width, Func<OkLab, double> Axis) Spread(OkLab[] group) =>
        ((IEnumerable<Func<OkLab, double>>)[color => color.L, color => color.A, color => color.B])
            .Select(axis => (Width: group.Max(axis) - group.Min(axis), Axis: axis))
            .MaxBy(spread => spread.Width);

    private static int[] MoveToMeans(OkLab[] pixels, OkLab[] centers)
    {
        var sums = new OkLab[centers.Length];
        var counts = new int[centers.Length];
        foreach (var pixel in pixels)
        {
            var nearest = Nearest(centers, pixel);
            sums[nearest] = new OkLab(sums[nearest].L + pixel.L, sums[nearest].A + pixel.A, sums[nearest].B + pixel.B);
            counts[nearest]++;
        }

        for (var i = 0; i < centers.Length; i++)
        {
            if (counts[i] > 0)
            {
                centers[i] = new OkLab(sums[i].L / counts[i], sums[i].A / counts[i], sums[i].B / counts[i]);
            }
        }

        return counts;
    }

    private static int Nearest(OkLab[] centers, OkLab pixel)
    {
        var nearest = 0;
        for (var i = 1; i < centers.Length; i++)
        {
            if (pixel.DistanceSquared(centers[i]) < pixel.DistanceSquared(centers[nearest]))
            {
                nearest = i;
            }
        }

        return nearest;
    }

    private static void MergeAlike(List<PaletteColor> colors)
    {
        for (var i = 0; i < colors.Count; i++)
        {
            for (var j = colors.Count - 1; j > i; j--)
            {
                if (colors[i].Color.DistanceSquared(colors[j].Color) < Alike * Alike)
                {
                    var share = colors[i].Share + colors[j].Share;
                    colors[i] = new PaletteColor(Mix(colors[i], colors[j]), share);
                    colors.RemoveAt(j);
                }
            }
        }
    }

    private static OkLab Mix(PaletteColor one, PaletteColor other)
    {
        var part = other.Share / (one.Share + other.Share);
        return new OkLab(
            double.Lerp(one.Color.L, other.Color.L, part),
            double.Lerp(one.Color.A, other.Color.A, part),
            double.Lerp(one.Color.B, other.Color.B, part));
    }

    private static OkLab Mean(OkLab[] colors) => new(colors.Average(color => color.L), colors.Average(color => color.A), colors.Average(color => color.B));
}

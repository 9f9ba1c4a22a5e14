using Vignette.Pipeline.Imaging;

namespace Vignette.Tests;

/// <summary>How alike two pictures look: the structural similarity index of Wang et al. (2004) over their luma, in windows of 8 × 8 pixels, four apart.</summary>
public static class Ssim
{
    private const int Window = 8;
    private const int Step = 4;
    private const double C1 = 0.01 * 255 * 0.01 * 255;
    private const double C2 = 0.03 * 255 * 0.03 * 255;

    /// <summary>1 for the same picture, about 0 for pictures that have nothing to do with each other.</summary>
    /// <exception cref="ArgumentException">They differ in size.</exception>
    public static double Of(PixelSample one, PixelSample other)
    {
        if ((one.Width, one.Height) != (other.Width, other.Height))
        {
            throw new ArgumentException($"A picture of {one.Width} × {one.Height} cannot be compared to one of {other.Width} × {other.Height}.", nameof(other));
        }

        var (left, right) = (Luma(one), Luma(other));
        var similarities = new List<double>();
        for (var y = 0; y == 0 || y + Window <= one.Height; y += Step)
        {
            for (var x = 0; x == 0 || x + Window <= one.Width; x += Step)
            {
                similarities.Add(OfWindow(left, right, one.Width, x..Math.Min(x + Window, one.Width), y..Math.Min(y + Window, one.Height)));
            }
        }

        return similarities.Average();
    }

    private static double OfWindow(double[] left, double[] right, int width, Range columns, Range rows)
    {
        var (sumL, sumR, sumLL, sumRR, sumLR, n) = (0.0, 0.0, 0.0, 0.0, 0.0, 0);
        for (var y = rows.Start.Value; y < rows.End.Value; y++)
        {
            for (var x = columns.Start.Value; x < columns.End.Value; x++)
            {
                var (l, r) = (left[(y * width) + x], right[(y * width) + x]);
                (sumL, sumR, sumLL, sumRR, sumLR, n) = (sumL + l, sumR + r, sumLL + (l * l), sumRR + (r * r), sumLR + (l * r), n + 1);
            }
        }

        var (meanL, meanR) = (sumL / n, sumR / n);
        var (varL, varR, cov) = ((sumLL / n) - (meanL * meanL), (sumRR / n) - (meanR * meanR), (sumLR / n) - (meanL * meanR));
        return ((2 * meanL * meanR) + C1) * ((2 * cov) + C2) / (((meanL * meanL) + (meanR * meanR) + C1) * (varL + varR + C2));
    }

    private static double[] Luma(PixelSample picture)
    {
        var rgb = picture.Rgb.Span;
        var luma = new double[picture.Width * picture.Height];
        for (var i = 0; i < luma.Length; i++)
        {
            luma[i] = (0.299 * rgb[3 * i]) + (0.587 * rgb[(3 * i) + 1]) + (0.114 * rgb[(3 * i) + 2]);
        }

        return luma;
    }
}

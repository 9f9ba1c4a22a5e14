namespace Vignette.Pipeline.Imaging;

/// <summary>What can be measured on a sample without knowing what it shows.</summary>
/// <param name="Brightness">The mean lightness: 0 (black) to 1 (white), 0.5 a middle grey to the eye.</param>
/// <param name="Detail">The mean difference in lightness between neighbouring pixels, 0 (one even area) to 1.</param>
/// <param name="IsGrey">Whether there is no colour in it but a tint that nobody sees.</param>
public sealed record PictureMeasures(double Brightness, double Detail, bool IsGrey)
{
    private const double VisibleChroma = 0.02;

    // A few coloured pixels, such as a stamp of the date, make no colour picture.
    private const double ColoredShare = 0.005;

    public static PictureMeasures Of(PixelSample sample)
    {
        var pixels = sample.ToOkLab();
        var (difference, pairs) = (0.0, 0);
        for (var i = 0; i < pixels.Length; i++)
        {
            if ((i + 1) % sample.Width != 0)
            {
                (difference, pairs) = (difference + Math.Abs(pixels[i].L - pixels[i + 1].L), pairs + 1);
            }

            if (i + sample.Width < pixels.Length)
            {
                (difference, pairs) = (difference + Math.Abs(pixels[i].L - pixels[i + sample.Width].L), pairs + 1);
            }
        }

        return new PictureMeasures(
            pixels.Average(pixel => pixel.L),
            pairs == 0 ? 0 : difference / pairs,
            pixels.Count(pixel => pixel.Chroma > VisibleChroma) <= ColoredShare * pixels.Length);
    }
}

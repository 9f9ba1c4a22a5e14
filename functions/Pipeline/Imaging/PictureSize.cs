namespace Vignette.Pipeline.Imaging;

/// <summary>Pixels across and down.</summary>
public readonly record struct PictureSize(int Width, int Height)
{
    /// <summary>
    /// The largest size that fits the bounds and keeps the proportions, each side rounded to the nearest pixel and at least 1;
    /// never larger than the picture.
    /// </summary>
    public PictureSize FitInto(int maxWidth, int maxHeight)
    {
        var scale = Math.Min(1, Math.Min((double)maxWidth / Width, (double)maxHeight / Height));
        return new PictureSize(Scale(Width, scale), Scale(Height, scale));
    }

    private static int Scale(int side, double scale) => Math.Max(1, (int)Math.Round(side * scale, MidpointRounding.AwayFromZero));
}

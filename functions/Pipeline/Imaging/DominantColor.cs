namespace Vignette.Pipeline.Imaging;

/// <summary>The one colour that stands for a picture before it is loaded.</summary>
public static class DominantColor
{
    /// <summary>As <c>#rrggbb</c>.</summary>
    public static string Of(PixelSample sample) => Palette.Of(sample)[0].Hex;
}

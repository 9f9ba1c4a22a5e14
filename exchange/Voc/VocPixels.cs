namespace Vignette.Exchange.Voc;

/// <summary>Edges in whole pixels, from 0.</summary>
internal static class VocPixels
{
    /// <summary>The nearest edges that have a pixel between them.</summary>
    /// <param name="side">The picture's, in pixels.</param>
    public static (int First, int Last) Edges(double start, double length, int side)
    {
        var first = Math.Clamp((int)Math.Round(start * side, MidpointRounding.AwayFromZero), 0, side - 1);
        var last = Math.Clamp((int)Math.Round((start + length) * side, MidpointRounding.AwayFromZero), first + 1, side);
        return (first, last);
    }
}

namespace Vignette.Pipeline.Imaging;

/// <summary>One of a picture's main colours.</summary>
/// <param name="Share">How much of the picture is about this colour, 0 to 1.</param>
public readonly record struct PaletteColor(OkLab Color, double Share)
{
    /// <summary>As <c>#rrggbb</c>.</summary>
    public string Hex
    {
        get
        {
            var (red, green, blue) = Color.ToSrgb();
            return $"#{red:x2}{green:x2}{blue:x2}";
        }
    }
}

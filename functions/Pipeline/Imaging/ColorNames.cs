namespace Vignette.Pipeline.Imaging;

/// <summary>Names colours.</summary>
public static class ColorNames
{
    // With less chroma a colour passes for a grey, whatever its hue.
    private const double GreyChroma = 0.025;

    // Hue tells colours apart more than lightness does.
    private const double HueWeight = 1.6;

    private static readonly (OkLab Color, ColorName Name)[] Known =
    [
        Named("#080808", "black"), Named("#1e1e1e", "black"),
        Named("#484848", "dark grey", "grey"), Named("#808080", "grey"), Named("#a8a8a8", "grey"), Named("#cacaca", "light grey", "grey"),
        Named("#f0f0f0", "white"), Named("#ffffff", "white"),
        Named("#7a1418", "dark red", "red"), Named("#c81e1e", "red"), Named("#ff2010", "red"), Named("#b84038", "red"),
        Named("#f07818", "orange"), Named("#ffa030", "orange"), Named("#d87838", "orange"),
        Named("#38241a", "dark brown", "brown"), Named("#5c3a20", "brown"), Named("#885428", "brown"), Named("#8a6a50", "brown"), Named("#6c5444", "brown"),
        Named("#c0a080", "beige"), Named("#e4d0b0", "beige"), Named("#d8b898", "beige"), Named("#f2e6d0", "beige"),
        Named("#f8e020", "yellow"), Named("#e0b820", "yellow"), Named("#f8ec80", "yellow"),
        Named("#70702c", "olive green", "green"), Named("#505224", "olive green", "green"),
        Named("#1a3a1c", "dark green", "green"), Named("#2c8034", "green"), Named("#50b850", "green"), Named("#6c9060", "green"), Named("#98d088", "light green", "green"),
        Named("#10504e", "dark teal", "teal"), Named("#188880", "teal"), Named("#38c0b8", "turquoise", "teal"), Named("#70989a", "teal"),
        Named("#101c48", "dark blue", "blue"), Named("#203058", "dark blue", "blue"), Named("#2048b8", "blue"), Named("#3c78c8", "blue"), Named("#5878a0", "blue"),
        Named("#80b0e0", "light blue", "blue"), Named("#b4d0ea", "light blue", "blue"),
        Named("#381850", "dark purple", "purple"), Named("#6c2c98", "purple"), Named("#9060c0", "purple"), Named("#706090", "purple"), Named("#b8a0d8", "lilac", "purple"),
        Named("#e03c90", "pink"), Named("#f090b0", "pink"), Named("#f0c0cc", "pink"), Named("#c07888", "pink"),
    ];

    /// <summary>The name of the nearest colour that has one.</summary>
    public static ColorName Nearest(OkLab color) =>
        Known.Where(known => color.Chroma >= GreyChroma || known.Color.Chroma < GreyChroma).MinBy(known => Difference(known.Color, color)).Name;

    private static double Difference(OkLab one, OkLab other)
    {
        var (l, a, b) = (one.L - other.L, (one.A - other.A) * HueWeight, (one.B - other.B) * HueWeight);
        return (l * l) + (a * a) + (b * b);
    }

    private static (OkLab Color, ColorName Name) Named(string hex, string name, string? family = null)
    {
        var rgb = Convert.FromHexString(hex.AsSpan(1));
        return (OkLab.FromSrgb(rgb[0], rgb[1], rgb[2]), new ColorName(name, family ?? name));
    }
}

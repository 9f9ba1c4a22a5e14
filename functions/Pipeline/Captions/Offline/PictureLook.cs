using Vignette.Pipeline.Imaging;

namespace Vignette.Pipeline.Captions.Offline;

/// <summary>How a picture looks, in the terms that the sentences are made of.</summary>
/// <param name="Colors">The names of its main colours, the largest share first; up to three, the most striking ones.</param>
/// <param name="MainShare">How much of the picture the first of them covers, 0 to 1.</param>
internal sealed record PictureLook(
    PictureFacts Facts,
    PictureShape Shape,
    Tone Tone,
    Texture Texture,
    bool IsBlackAndWhite,
    IReadOnlyList<ColorName> Colors,
    double MainShare)
{
    private const int MostColors = 3;

    // A colour with less is not what one remembers of a picture.
    private const double LeastShare = 0.08;

    // Smaller than this both ways, a picture has no shape, light or texture worth a word.
    private const int IconSide = 16;

    public bool IsTiny => Math.Max(Facts.Width, Facts.Height) <= IconSide;

    public bool IsAnimated => Facts.Frames > 1;

    public static PictureLook Of(PictureFacts facts, PixelSample sample)
    {
        var measures = PictureMeasures.Of(sample);
        var colors = Palette.Of(sample)
            .GroupBy(color => ColorNames.Nearest(color.Color))
            .Select(group => (Name: group.Key, Share: group.Sum(color => color.Share), Weight: group.Sum(WeightOf)))
            .OrderByDescending(color => color.Share)
            .ToList();
        var striking = colors.Where(color => color.Share >= LeastShare).OrderByDescending(color => color.Weight).Take(MostColors).Append(colors[0]);
        return new PictureLook(
            facts,
            ShapeOf(facts),
            ToneOf(measures.Brightness),
            TextureOf(measures.Detail),
            measures.IsGrey && colors.Count > 1,
            [.. colors.Where(color => striking.Contains(color)).Take(MostColors).Select(color => color.Name).DistinctBy(name => name.Family)],
            colors[0].Share);
    }

    /// <summary>A vivid colour strikes the eye more than as much of a dull one.</summary>
    private static double WeightOf(PaletteColor color) => color.Share * (1 + (8 * color.Color.Chroma));

    private static PictureShape ShapeOf(PictureFacts facts) => ((double)facts.Width / facts.Height) switch
    {
        >= 2 => PictureShape.Panorama,
        > 1.05 => PictureShape.Landscape,
        >= 0.95 => PictureShape.Square,
        > 0.5 => PictureShape.Portrait,
        _ => PictureShape.Tall,
    };

    private static Tone ToneOf(double brightness) => brightness switch
    {
        < 0.2 => Tone.VeryDark,
        < 0.4 => Tone.Dark,
        < 0.72 => Tone.Medium,
        < 0.88 => Tone.Bright,
        _ => Tone.VeryBright,
    };

    private static Texture TextureOf(double detail) => detail switch
    {
        < 0.008 => Texture.Even,
        < 0.025 => Texture.Soft,
        < 0.06 => Texture.Plain,
        _ => Texture.Fine,
    };
}

using System.Globalization;

namespace Vignette.Pipeline.Captions.Offline;

/// <summary>Puts a look into one or two plain sentences.</summary>
internal static class LookSentences
{
    // From here on "mostly" is true, and from there on the rest is not worth a word.
    private const double Mostly = 0.55;
    private const double NearlyAll = 0.85;

    // Megapixels.
    private const double Large = 8;

    public static string Of(PictureLook look)
    {
        var subject = WithArticle(string.Join(' ', ((string[])[Light(look), Shape(look), Kind(look)]).Where(word => word.Length > 0)));
        var first = Sentence(subject + Coloring(look) + Surface(look));
        var origin = Origin(look);

        // A picture that says where it comes from says so at once; the others have their size told.
        return origin.Length > 0 ? $"{first[..^1]}, {origin}." : $"{first} {Size(look)}";
    }

    private static string Light(PictureLook look) => look.IsTiny ? "" : look.Tone switch
    {
        Tone.VeryDark => "very dark",
        Tone.Dark => "dark",
        Tone.Bright => "bright",
        Tone.VeryBright => "very bright",
        _ => "",
    };

    private static string Shape(PictureLook look) => look.IsTiny ? "tiny" : look.Shape switch
    {
        PictureShape.Panorama => "panoramic",
        PictureShape.Landscape => "landscape-format",
        PictureShape.Square => "square",
        PictureShape.Portrait => "portrait-format",
        _ => "tall",
    };

    private static string Kind(PictureLook look) => (look.IsBlackAndWhite ? "black-and-white " : "") + (look.IsAnimated ? "animation" : "picture");

    private static string Coloring(PictureLook look)
    {
        if (look.IsBlackAndWhite)
        {
            return "";
        }

        var main = look.Colors[0].Name;
        var others = Listed(look.Colors.Skip(1).Select(color => color.Name));
        return look.MainShare switch
        {
            >= NearlyAll => $", nearly all {main}",
            >= Mostly when others.Length > 0 => $", mostly {main} with some {others}",
            >= Mostly => $", mostly {main}",
            _ => $" in {Listed(look.Colors.Select(color => color.Name))}",
        };
    }

    private static string Surface(PictureLook look) => look.IsTiny ? "" : look.Texture switch
    {
        Texture.Even => ", with hardly any detail",
        Texture.Soft => ", softly shaded",
        Texture.Fine => ", full of fine detail",
        _ => "",
    };

    private static string Origin(PictureLook look) => (look.Facts.TakenAt, look.Facts.Camera) switch
    {
        ({ } at, { } camera) => $"taken on {Day(at)} with {WithArticle(camera)}",
        ({ } at, null) => $"taken on {Day(at)}",
        (null, { } camera) => $"taken with {WithArticle(camera)}",
        _ => "",
    };

    private static string Size(PictureLook look)
    {
        var size = string.Create(CultureInfo.InvariantCulture, $"{look.Facts.Width} × {look.Facts.Height} pixels");
        var megapixels = look.Facts.Width * (double)look.Facts.Height / 1e6;
        return (look.IsAnimated, megapixels) switch
        {
            (true, _) => string.Create(CultureInfo.InvariantCulture, $"It has {look.Facts.Frames} frames of {size}."),
            (_, <= 1e-6) => "It is a single pixel.",
            (_, >= Large) => string.Create(CultureInfo.InvariantCulture, $"It is large: {size}, {megapixels:0} megapixels."),
            _ => $"It measures {size}.",
        };
    }

    private static string Day(DateTime moment) => moment.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    private static string Listed(IEnumerable<string> names)
    {
        var all = names.ToList();
        return all.Count < 2 ? string.Concat(all) : $"{string.Join(", ", all[..^1])} and {all[^1]}";
    }

    private static string WithArticle(string noun) => "aeiouAEIOU".Contains(noun[0], StringComparison.Ordinal) ? $"an {noun}" : $"a {noun}";

    private static string Sentence(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}.";
}

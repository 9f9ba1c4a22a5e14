namespace Vignette.Pipeline.Captions.Offline;

/// <summary>Puts a look into tags.</summary>
internal static class LookTags
{
    public static IReadOnlyList<string> Of(PictureLook look)
    {
        var tags = new List<string>();
        if (!look.IsTiny)
        {
            tags.Add(look.Shape switch
            {
                PictureShape.Panorama => "panorama",
                PictureShape.Landscape => "landscape",
                PictureShape.Square => "square",
                PictureShape.Portrait => "portrait",
                _ => "tall",
            });
        }

        tags.AddRange(look.IsBlackAndWhite ? ["black and white"] : look.Colors.Select(color => color.Family));
        tags.AddRange(look.Tone switch
        {
            Tone.VeryDark or Tone.Dark => ["dark"],
            Tone.Bright or Tone.VeryBright => ["bright"],
            _ => [],
        });
        if (look.Texture == Texture.Fine)
        {
            tags.Add("detailed");
        }

        if (look.IsAnimated)
        {
            tags.Add("animated");
        }

        return [.. tags.Distinct()];
    }
}

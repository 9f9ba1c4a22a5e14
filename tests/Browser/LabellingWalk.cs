namespace Vignette.Browser.Tests;

/// <summary>Twenty photographs, and what a person marks on each.</summary>
internal static class LabellingWalk
{
    /// <summary>A box as a person means it, in fractions of what is shown.</summary>
    internal sealed record Mark(string Label, double X, double Y, double Width, double Height);

    /// <param name="Model">What the model says of it.</param>
    /// <param name="Suggested">What the model suggests rightly.</param>
    /// <param name="Wrong">How many of its suggestions, the last of them, are wrong.</param>
    /// <param name="Marks">What it did not find.</param>
    internal sealed record Photograph(string File, string Model, IReadOnlyList<string> Suggested, int Wrong, IReadOnlyList<Mark> Marks);

    private const string CatMarks =
        """
        {
          "caption": "A ginger cat with green eyes looks straight at the camera.",
          "tags": ["cat", "portrait"],
          "objects": [
            { "label": "cat", "confidence": 0.98, "box_2d": [0, 120, 1000, 960] },
            { "label": "eye", "confidence": 0.91, "box_2d": [260, 330, 420, 480] },
            { "label": "ball", "confidence": 0.31, "box_2d": [20, 10, 120, 90] }
          ]
        }
        """;

    private const string RocketMarks =
        """
        { "caption": "A rocket stands on its pad at dusk.", "tags": ["rocket", "dusk"], "objects": [{ "label": "rocket", "confidence": 0.97, "box_2d": [280, 475, 930, 560] }] }
        """;

    private static readonly Mark[] Astronaut = [new("person", 0.08, 0.03, 0.84, 0.96), new("helmet", 0.6, 0.66, 0.38, 0.33), new("flag", 0.02, 0.02, 0.2, 0.6)];
    private static readonly Mark[] Cup = [new("cup", 0.3, 0.08, 0.42, 0.62), new("spoon", 0.5, 0.62, 0.24, 0.26)];
    private static readonly Mark[] Sky = [new("galaxy", 0.54, 0.28, 0.12, 0.12), new("galaxy", 0.2, 0.55, 0.1, 0.12), new("star", 0.78, 0.7, 0.06, 0.08)];
    private static readonly Mark[] Pad = [new("rocket", 0.475, 0.28, 0.085, 0.65), new("tower", 0.25, 0.25, 0.1, 0.7), new("tower", 0.78, 0.25, 0.1, 0.7)];

    public static IReadOnlyList<Photograph> Photographs { get; } =
    [
        New("astronaut.png", "An astronaut in an orange suit smiles before a flag.", Astronaut),
        New("astronaut-progressive.jpg", "An astronaut, her helmet beside her.", Astronaut),
        New("astronaut-16bit-alpha.png", "An astronaut in front of a model of her ship.", Astronaut),
        new("chelsea.png", CatMarks, ["cat", "eye"], 1, [new("eye", 0.6, 0.35, 0.17, 0.18), new("nose", 0.56, 0.69, 0.16, 0.16)]),
        New("coffee.png", "A cup of coffee on a wooden table, a spoon beside it.", Cup),
        New("coffee-cmyk.jpg", "Coffee in a red cup.", Cup),
        New("coffee.webp", "An espresso on its saucer.", Cup),
        New("coffee-animated.gif", "A cup of coffee, in three frames.", Cup),
        New("coffee-animated.webp", "A cup of coffee on a table.", Cup),
        New("hubble_deep_field.jpg", "Thousands of galaxies on a black sky.", Sky),
        New("hubble-gray.jpg", "Galaxies, without their colours.", Sky),
        new("rocket.jpg", RocketMarks, ["rocket"], 0, Pad[1..]),
        .. Enumerable.Range(1, 8).Select(orientation => New($"rocket-exif{orientation}.jpg", $"A rocket on its pad, and two towers: the camera was turned {orientation}.", [.. Pad.Select(mark => Displayed(mark, orientation))])),
    ];

    private static Photograph New(string file, string caption, Mark[] marks) => new(file, TestPlatform.Annotation(caption, "photograph"), [], 0, marks);

    // EXIF 2.32, 4.6.4, Orientation.
    private static Mark Displayed(Mark mark, int orientation)
    {
        var (x, y, width, height) = (mark.X, mark.Y, mark.Width, mark.Height);
        var (right, bottom) = (1 - x - width, 1 - y - height);
        return orientation switch
        {
            1 => mark,
            2 => mark with { X = right },
            3 => mark with { X = right, Y = bottom },
            4 => mark with { Y = bottom },
            5 => new(mark.Label, y, x, height, width),
            6 => new(mark.Label, bottom, x, height, width),
            7 => new(mark.Label, bottom, right, height, width),
            8 => new(mark.Label, y, right, height, width),
            _ => throw new ArgumentOutOfRangeException(nameof(orientation), orientation, null),
        };
    }
}

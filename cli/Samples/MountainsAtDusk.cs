namespace Vignette.Cli.Samples;

internal static class MountainsAtDusk
{
    public static byte[] Draw() => new Painting(1200, 800)
        .Sky("1f2350", "4a3a78", "a3557f", "ec8a6a", "fbc78a", "fde0ae")
        .Stars(130, bottom: 300, seed: 5)
        .Glow(760, 500, 620, "ffb060", 0.75f)
        .Disc(760, 492, 46, "fff1cf")
        .Land(Ridge(500, 90, 260, seed: 11), "c58499", "f0b394", haze: 160)
        .Land(Ridge(545, 150, 300, seed: 23), "94638d", "d8948f", haze: 200)
        .Land(Ridge(610, 140, 240, seed: 37), "64487c", "a06a86", haze: 190)
        .Land(Ridge(690, 130, 330, seed: 41), "3b3163", "604876", haze: 150)
        .Land(Forest(745, 40, 300, seed: 59), "16183a", "0f1029", haze: 100)
        .ToPng();

    private static Func<float, float> Ridge(float level, float height, float width, int seed) =>
        x => level - (height * Noise.Rough(x / width, seed, layers: 6));

    /// <summary>A hill with the tips of firs along it.</summary>
    private static Func<float, float> Forest(float level, float height, float width, int seed) => x =>
    {
        const float spacing = 13;
        var tree = MathF.Floor(x / spacing);
        var fromTrunk = Math.Abs(x - ((tree + 0.5f + (0.25f * Noise.At(tree * 7, seed))) * spacing)) / (spacing / 2);
        var tall = 26 + (16 * Noise.At((tree * 5) + 0.5f, seed + 1));
        return level - (height * Noise.Rough(x / width, seed, layers: 3)) - (tall * Math.Max(0, 1 - fromTrunk));
    };
}

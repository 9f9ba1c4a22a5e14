namespace Vignette.Cli.Samples;

/// <summary>Smooth randomness: the same place always has the same value.</summary>
internal static class Noise
{
    /// <summary>Along a line: −1 to 1, a new random value at each whole number.</summary>
    public static float At(float x, int seed)
    {
        var cell = (int)MathF.Floor(x);
        var t = x - cell;
        return float.Lerp(Random(cell, 0, seed), Random(cell + 1, 0, seed), t * t * (3 - (2 * t)));
    }

    /// <summary>In a plane: −1 to 1.</summary>
    public static float At(float x, float y, int seed)
    {
        var (column, row) = ((int)MathF.Floor(x), (int)MathF.Floor(y));
        var (s, t) = (x - column, y - row);
        (s, t) = (s * s * (3 - (2 * s)), t * t * (3 - (2 * t)));
        return float.Lerp(
            float.Lerp(Random(column, row, seed), Random(column + 1, row, seed), s),
            float.Lerp(Random(column, row + 1, seed), Random(column + 1, row + 1, seed), s),
            t);
    }

    /// <summary>Several layers, each twice as fine and half as strong: a ridge of mountains.</summary>
    public static float Rough(float x, int seed, int layers)
    {
        var (sum, strength) = (0f, 0.5f);
        for (var layer = 0; layer < layers; layer++)
        {
            sum += strength * At(x, seed + layer);
            (x, strength) = (x * 2, strength / 2);
        }

        return sum;
    }

    /// <summary>Waves on water that reaches to the horizon: the nearer, the longer. −1 to 1.</summary>
    /// <param name="aside">Pixels from the middle.</param>
    /// <param name="below">Pixels below the horizon, more than 0.</param>
    public static float Waves(float aside, float below, int seed) =>
        At(aside / (10 + (below * 0.16f)), 24 * MathF.Log(1 + (below / 10)), seed);

    private static float Random(int x, int y, int seed)
    {
        var hash = unchecked(((uint)x * 0x9E3779B1u) ^ ((uint)y * 0x85EBCA77u) ^ ((uint)seed * 0xC2B2AE3Du));
        hash = unchecked((hash ^ (hash >> 15)) * 0x2C1B3C6Du);
        hash = unchecked((hash ^ (hash >> 12)) * 0x297A2D39u);
        return ((hash ^ (hash >> 15)) / (float)(uint.MaxValue / 2)) - 1;
    }
}

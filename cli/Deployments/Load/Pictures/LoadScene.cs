using System.Numerics;
using Vignette.Cli.Samples;
using Vignette.Pipeline.Imaging;

namespace Vignette.Cli.Deployments.Load.Pictures;

/// <summary>
/// Hills below a sky, with the grain of a camera's sensor: about as many bytes a pixel as a photograph has, since what is smooth
/// costs neither the network nor a decoder what photographs do.
/// </summary>
internal static class LoadScene
{
    private const float Grain = 0.035f;

    private static readonly string[][] Skies =
    [
        ["28447e", "5f76ac", "e0997a", "ffd27e"],
        ["0b3a66", "3f7fb0", "a8cfe0", "eef3ea"],
        ["1a1430", "4a2a5e", "a8506a", "f0a070"],
        ["5a6b78", "8fa0aa", "c4ccd0", "e8e6e0"],
    ];

    /// <returns>Three bytes a pixel, row by row from the top, the same for a seed every time.</returns>
    public static byte[] Draw(int seed, PictureSize size)
    {
        var random = new Random(seed);
        var (width, height) = ((float)size.Width, (float)size.Height);
        var painting = new Painting(size.Width, size.Height).Sky(Skies[random.Next(Skies.Length)]);
        painting.Glow(width * random.NextSingle(), height * (0.15f + (0.35f * random.NextSingle())), 0.5f * Math.Max(width, height), "fff0c8", 0.8f);
        const int Hills = 4;
        for (var hill = 0; hill < Hills; hill++)
        {
            var (at, steep, ridge) = (height * (0.4f + (0.15f * hill)), height * 0.35f, random.Next());
            var dark = Vector3.Lerp(Brushes.Hex("7e93a8"), Brushes.Hex("14301e"), (hill + random.NextSingle()) / Hills);
            painting.Land(x => at + (steep * Noise.Rough(3 * x / width, ridge, 6)), Code(dark), Code(dark * 1.3f), height * 0.3f);
        }

        return painting.Paint((x, y) => new Vector4(0.5f, 0.5f, 0.5f, Math.Abs(Grain * Noise.At(x, y, seed)))).ToRgb();
    }

    private static string Code(Vector3 color)
    {
        var bytes = Vector3.Clamp(color, Vector3.Zero, Vector3.One) * 255;
        return Convert.ToHexString([(byte)bytes.X, (byte)bytes.Y, (byte)bytes.Z]);
    }
}

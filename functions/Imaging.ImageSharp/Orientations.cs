using SixLabors.ImageSharp.Processing;

namespace Vignette.Imaging.ImageSharp;

internal static class Orientations
{
    /// <summary>Shows what is stored as EXIF's orientation says, 1 to 8 (EXIF 2.32, 4.6.4).</summary>
    public static IImageProcessingContext Upright(this IImageProcessingContext stored, int orientation) => orientation switch
    {
        2 => stored.Flip(FlipMode.Horizontal),
        3 => stored.Rotate(RotateMode.Rotate180),
        4 => stored.Flip(FlipMode.Vertical),
        5 => stored.RotateFlip(RotateMode.Rotate90, FlipMode.Horizontal),
        6 => stored.Rotate(RotateMode.Rotate90),
        7 => stored.RotateFlip(RotateMode.Rotate270, FlipMode.Horizontal),
        8 => stored.Rotate(RotateMode.Rotate270),
        _ => stored,
    };
}

using Vignette.Pipeline.Imaging;

namespace Vignette.Imaging.ImageSharp.Files;

/// <summary>
/// Walks through a file from part to part. ImageSharp makes a half-grey picture of a file that was cut off, and may read
/// every frame of an animation when one is asked for: so what it is given is known to be whole, and to be one frame.
/// </summary>
internal static class FileStructure
{
    /// <summary>Finds the first frame; null where the file ends before it does.</summary>
    public static FirstFrame? Read(ImageFormat format, ReadOnlySpan<byte> file) => format switch
    {
        ImageFormat.Jpeg => JpegStructure.Read(file),
        ImageFormat.Png => PngStructure.Read(file),
        ImageFormat.Gif => GifStructure.Read(file),
        ImageFormat.WebP => WebpStructure.Read(file),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
    };
}

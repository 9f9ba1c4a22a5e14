namespace Vignette.Pipeline.Imaging;

/// <summary>
/// Makes renditions. Every one is a JPEG in sRGB: oriented as EXIF says, on white where the picture is transparent, the
/// first frame of an animation, without metadata, never enlarged.
/// </summary>
public interface IThumbnailer
{
    /// <summary>Reads the picture once and makes all the renditions of it. The header is read first.</summary>
    /// <exception cref="PermanentFault">
    /// Not a picture of an accepted format, damaged or cut off, or more pixels than <paramref name="maxPixels"/> (refused
    /// before a pixel is decoded).
    /// </exception>
    Task<RenderedPicture> RenderAsync(ReadOnlyMemory<byte> original, IReadOnlyList<RenditionSpec> renditions, long maxPixels, CancellationToken cancellationToken);
}

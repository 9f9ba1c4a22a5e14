using Vignette.Imaging.ImageSharp.Files;
using Vignette.Pipeline.Imaging;
using Vignette.Pipeline.Objects;

namespace Vignette.Imaging.ImageSharp;

/// <summary>A file of which the first frame is known to be whole.</summary>
/// <param name="Bytes">No more than that frame needs.</param>
internal sealed record PictureFile(ImageFormat Format, ReadOnlyMemory<byte> Bytes, FirstFrame Frame)
{
    /// <summary>The bytes as a stream from their start, without a copy where they are an array.</summary>
    public MemoryStream Open() => Bytes.AsStream();
}

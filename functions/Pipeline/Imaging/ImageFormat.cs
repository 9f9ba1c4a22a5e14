namespace Vignette.Pipeline.Imaging;

/// <summary>The formats that are accepted, told by a file's signature, never by its name or Content-Type.</summary>
public enum ImageFormat
{
    Jpeg,
    Png,
    Gif,
    WebP,
}

namespace Vignette.Pipeline.Imaging;

/// <summary>What a picture's header and EXIF say.</summary>
/// <param name="Width">Pixels, after orientation.</param>
/// <param name="Height">Pixels, after orientation.</param>
public sealed record PictureFacts(ImageFormat Format, int Width, int Height)
{
    public PictureSize Size => new(Width, Height);

    /// <summary>How the pixels of the file are turned until they are upright: EXIF's orientation, 1 to 8 (EXIF 2.32, 4.6.4); 1 for not at all.</summary>
    public int Orientation { get; init; } = 1;

    /// <summary>1 unless the file is an animation.</summary>
    public int Frames { get; init; } = 1;

    /// <summary>Whether the file has an alpha channel.</summary>
    public bool HasAlpha { get; init; }

    /// <summary>EXIF DateTimeOriginal (0x9003), else DateTime (0x0132): the camera's local time, without a zone.</summary>
    public DateTime? TakenAt { get; init; }

    /// <summary>EXIF Make (0x010F) and Model (0x0110), the maker not said twice.</summary>
    public string? Camera { get; init; }
}

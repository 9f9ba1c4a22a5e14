namespace Vignette.Imaging.Vips.Native;

/// <summary>The fundamental types of gtype.h that libvips's properties have.</summary>
internal static class GTypes
{
    public const nuint Boolean = 5 << 2;
    public const nuint Int = 6 << 2;
    public const nuint Double = 15 << 2;
    public const nuint String = 16 << 2;
}

namespace Vignette.Pipeline.Imaging;

/// <summary>A finished rendition.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
public sealed record Rendition(string Name, int Width, int Height, ReadOnlyMemory<byte> Jpeg);

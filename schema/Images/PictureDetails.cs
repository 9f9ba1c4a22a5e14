namespace Vignette.Schema;

/// <summary>What the thumbnail task learned of the picture.</summary>
/// <param name="Width">Pixels, after orientation.</param>
/// <param name="Height">Pixels, after orientation.</param>
/// <param name="DominantColor"><c>#rrggbb</c>.</param>
/// <param name="Placeholder">A tiny picture as a <c>data:</c> address, to show while the thumbnail loads.</param>
public sealed record PictureDetails(int Width, int Height, string DominantColor, string Placeholder)
{
    /// <summary>1 unless the file is an animation.</summary>
    public int Frames { get; init; } = 1;

    /// <summary>The camera's local time by EXIF, without a zone; null where the file says none.</summary>
    public DateTime? TakenAt { get; init; }

    /// <summary>Maker and model by EXIF; null where the file says none.</summary>
    public string? Camera { get; init; }
}

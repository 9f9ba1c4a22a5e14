namespace Vignette.Cli.Deployments;

/// <summary>What a gallery found in a picture.</summary>
/// <param name="Width">Pixels, upright.</param>
/// <param name="Height">Pixels, upright.</param>
public sealed record RemotePicture(int Width, int Height);

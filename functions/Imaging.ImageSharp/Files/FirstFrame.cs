namespace Vignette.Imaging.ImageSharp.Files;

/// <summary>What a walk through a file finds without decoding it.</summary>
/// <param name="Length">How many bytes from the file's start hold all that the first frame needs.</param>
/// <param name="Frames">How many frames there are, at least 1.</param>
internal readonly record struct FirstFrame(int Length, int Frames, bool HasAlpha);

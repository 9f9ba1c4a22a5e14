namespace Vignette.Cli.Samples;

/// <summary>A picture that the program draws itself.</summary>
/// <param name="Draw">Draws it: a PNG, the same bytes every time.</param>
public sealed record SamplePicture(string FileName, Func<byte[]> Draw);

namespace Vignette.Gallery.Apis.Contracts;

/// <summary>A box as it should be.</summary>
/// <param name="Id">32 lower-case hexadecimal digits: of a box there is, of a suggestion, which it accepts, or made up for a new box. Left out: a new box.</param>
/// <param name="Label">1 to 64 characters on one line.</param>
public sealed record BoxInput(string? Id, string? Label, BoxNumbers? Box);

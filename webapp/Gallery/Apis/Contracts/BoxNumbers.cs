namespace Vignette.Gallery.Apis.Contracts;

/// <summary>Where a box should be, as fractions (0 to 1) of the oriented picture; not checked yet.</summary>
public sealed record BoxNumbers(double? X, double? Y, double? Width, double? Height);

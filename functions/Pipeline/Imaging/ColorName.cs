namespace Vignette.Pipeline.Imaging;

/// <summary>A colour's name in everyday English.</summary>
/// <param name="Name">With its shade: <c>dark blue</c>.</param>
/// <param name="Family">Without: <c>blue</c>.</param>
public sealed record ColorName(string Name, string Family);

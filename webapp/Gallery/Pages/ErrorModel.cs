namespace Vignette.Gallery.Pages;

/// <summary>A request that could not be answered, in words for a person.</summary>
/// <param name="Notes">Further lines, e.g. one for each refused file.</param>
internal sealed record ErrorModel(int Status, string Title, string Detail, IReadOnlyList<string> Notes);

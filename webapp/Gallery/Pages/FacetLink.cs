namespace Vignette.Gallery.Pages;

/// <summary>A value that a list can be narrowed to.</summary>
/// <param name="Count">How many images have it; null where that is not known.</param>
/// <param name="IsActive">Whether the list is narrowed to it: the link then leads away from it.</param>
internal sealed record FacetLink(string Name, int? Count, GalleryFilter Target, bool IsActive);

namespace Vignette.Gallery.Pages;

/// <summary>One thing that a list is narrowed to.</summary>
/// <param name="Without">The list without it.</param>
internal sealed record FilterChip(string Name, string Value, GalleryFilter Without);

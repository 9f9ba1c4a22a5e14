namespace Vignette.Gallery.Pages;

/// <summary>Where a picture stands in a list, by addresses.</summary>
/// <param name="List">The list.</param>
/// <param name="Previous">Null for the first picture.</param>
/// <param name="Next">Null for the last picture.</param>
internal sealed record ImagePlace(string List, string? Previous, string? Next)
{
    public static ImagePlace None { get; } = new(Links.Gallery, Previous: null, Next: null);
}

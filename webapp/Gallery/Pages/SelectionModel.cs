namespace Vignette.Gallery.Pages;

/// <summary>What can be done with selected pictures.</summary>
internal sealed record SelectionModel(string Token);

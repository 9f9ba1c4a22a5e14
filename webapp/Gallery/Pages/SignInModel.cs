namespace Vignette.Gallery.Pages;

/// <summary>The page where one signs in.</summary>
/// <param name="Name">What was given before; null at first.</param>
/// <param name="Next">Where to go then: an address of the gallery.</param>
/// <param name="Problem">Why not; null at first.</param>
public sealed record SignInModel(string FormToken, string? Name, string Next, string? Problem);

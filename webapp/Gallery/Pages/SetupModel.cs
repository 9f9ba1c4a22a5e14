namespace Vignette.Gallery.Pages;

/// <summary>The page where the first account is made.</summary>
/// <param name="NeedsCode">Whether the deployment's setup code is asked for.</param>
/// <param name="Problem">Why not; null at first.</param>
public sealed record SetupModel(string FormToken, string? Name, bool NeedsCode, string? Problem);

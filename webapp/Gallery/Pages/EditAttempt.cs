namespace Vignette.Gallery.Pages;

/// <summary>An edit that was not applied, so that nobody has to type it again.</summary>
internal sealed record EditAttempt(string Caption, string Tags, string Problem);

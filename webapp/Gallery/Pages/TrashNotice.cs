using Vignette.Schema;

namespace Vignette.Gallery.Pages;

/// <summary>What was just deleted, for the gallery page that follows and offers to undo it.</summary>
/// <param name="Token">The antiforgery token of its form.</param>
internal sealed record TrashNotice(ImageRecord Image, string Token);

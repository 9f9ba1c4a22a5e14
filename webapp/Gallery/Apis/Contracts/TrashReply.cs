namespace Vignette.Gallery.Apis.Contracts;

/// <param name="Images">How many images were restored, or deleted for good.</param>
public sealed record TrashReply(int Images);

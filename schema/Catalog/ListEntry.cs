namespace Vignette.Schema.Catalog;

/// <summary>An image in a list, by where it stands.</summary>
/// <param name="Key">What it is ordered by besides its sequence, as <see cref="ImageCursor.Key"/>.</param>
internal sealed record ListEntry(long Sequence, string? Key);

namespace Vignette.Schema.Catalog;

/// <summary>What stands before and after an image in a list; null at its ends.</summary>
public sealed record ImageNeighbours(ImageId? Previous, ImageId? Next);

namespace Vignette.Schema.Catalog;

/// <summary>Whose an image is, and who sees it.</summary>
public sealed record ImageHolding(string Owner, Visibility Visibility, bool IsInTrash);

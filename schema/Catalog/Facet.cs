namespace Vignette.Schema.Catalog;

/// <summary>A value, and how many images have it.</summary>
public sealed record Facet<T>(T Value, int Count);

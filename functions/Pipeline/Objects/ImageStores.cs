namespace Vignette.Pipeline.Objects;

/// <summary>The platform's buckets.</summary>
/// <param name="Originals">What people uploaded, and what others put there.</param>
/// <param name="Renditions">What the platform made of it.</param>
/// <param name="Dataset">What people approved, for whoever trains by it.</param>
public sealed record ImageStores(IObjectStore Originals, IObjectStore Renditions, IObjectStore Dataset);

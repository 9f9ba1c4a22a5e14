namespace Vignette.Gallery.Apis.Contracts;

/// <summary>The process answers.</summary>
public sealed record Liveness(string Status);

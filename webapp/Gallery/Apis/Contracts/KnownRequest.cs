namespace Vignette.Gallery.Apis.Contracts;

/// <summary>Contents that somebody would like to send.</summary>
/// <param name="Digests">1 to 1,000 SHA-256 digests, in lower-case hexadecimal digits.</param>
public sealed record KnownRequest(IReadOnlyList<string?>? Digests);

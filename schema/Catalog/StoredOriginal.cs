namespace Vignette.Schema.Catalog;

/// <summary>The object as it was stored.</summary>
/// <param name="Version">Its entity tag.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Lower-case hexadecimal digits, where the content passed through the platform; null leaves what was noted of this version.</param>
public sealed record StoredOriginal(string Version, long Size, string? Sha256);

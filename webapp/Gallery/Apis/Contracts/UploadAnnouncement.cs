namespace Vignette.Gallery.Apis.Contracts;

/// <summary>A file that a client wants to put into the store itself.</summary>
/// <param name="Filename">What the file is called.</param>
/// <param name="Size">The file's size in bytes.</param>
/// <param name="Signature">The file's first bytes in Base64, at least 12 where it has them and at most 64: they tell the format.</param>
public sealed record UploadAnnouncement(string? Filename, long? Size, string? Signature);

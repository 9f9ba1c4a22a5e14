namespace Vignette.Schema.Catalog;

/// <summary>An image that has a content.</summary>
/// <param name="Sha256">The content's, in lower-case hexadecimal digits.</param>
/// <param name="IsTrashed">Whether it is in the trash.</param>
public sealed record KnownImage(string Sha256, ImageId Id, bool IsTrashed);

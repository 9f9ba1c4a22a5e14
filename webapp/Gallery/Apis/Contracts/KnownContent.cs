using Vignette.Schema.Catalog;

namespace Vignette.Gallery.Apis.Contracts;

/// <summary>A content that is there, and the image that has it; the first, where several have.</summary>
/// <param name="Digest">As it was asked for.</param>
/// <param name="Url">The image's page, or the trash.</param>
/// <param name="InTrash">Whether the image is in the trash: it can be restored there.</param>
public sealed record KnownContent(string Digest, string Id, string Url, bool InTrash)
{
    internal static KnownContent Of(KnownImage image) => new(image.Sha256, image.Id.ToString(), image.IsTrashed ? Links.Trash : Links.Page(image.Id), image.IsTrashed);
}

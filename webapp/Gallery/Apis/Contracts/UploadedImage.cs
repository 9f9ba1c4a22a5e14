using Vignette.Schema;

namespace Vignette.Gallery.Apis.Contracts;

/// <summary>A file that was taken.</summary>
/// <param name="Url">The image's page.</param>
public sealed record UploadedImage(string Id, string Filename, string Url)
{
    internal static UploadedImage Of(ImageId id, string fileName) => new(id.ToString(), fileName, Links.Page(id));
}

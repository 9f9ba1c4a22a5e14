namespace Vignette.Schema.Catalog;

/// <summary>An image in the trash.</summary>
/// <param name="By">Who put it there.</param>
/// <param name="Until">When it is deleted for good.</param>
public sealed record TrashedImage(ImageRecord Image, string By, DateTimeOffset Until)
{
    /// <summary>When it was put there; nothing changes an image while it is.</summary>
    public DateTimeOffset Since => Image.UpdatedAt;
}

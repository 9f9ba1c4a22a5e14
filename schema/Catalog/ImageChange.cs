namespace Vignette.Schema.Catalog;

/// <summary>The latest state of an image that changed.</summary>
/// <param name="Mark">Where this change stands among all: Unix time in milliseconds.</param>
/// <param name="Image">As it is, or was when it was deleted.</param>
public sealed record ImageChange(long Mark, ImageRecord Image, bool IsDeleted)
{
    public ImageId Id => Image.Id;
}

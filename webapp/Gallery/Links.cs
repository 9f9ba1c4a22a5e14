using Vignette.Pipeline.Objects;
using Vignette.Schema;

namespace Vignette.Gallery;

/// <summary>The gallery's addresses.</summary>
internal static class Links
{
    public const string Gallery = "/gallery";

    public static string Page(ImageId id) => $"/images/{id}";

    public static string Tag(string tag) => $"{Gallery}?tag={Uri.EscapeDataString(tag)}";

    public static string Original(ImageId id) => $"/media/{id}/original";

    public static string Download(ImageId id) => $"/media/{id}/original?download=1";

    /// <summary>The thumb's address, or null while there is none.</summary>
    public static string? Thumb(ImageRecord image) => Rendition(image, RenditionNames.Thumb);

    /// <summary>The preview's address, or null while there is none.</summary>
    public static string? Preview(ImageRecord image) => Rendition(image, RenditionNames.Preview);

    // The object's version makes the address change with the content, so that browsers may keep what they have for good.
    private static string? Rendition(ImageRecord image, string name) =>
        image is { Picture: not null, ThumbnailTask.State: TaskState.Completed }
            ? $"/media/{image.Id}/{name}?v={Uri.EscapeDataString(image.ObjectVersion ?? "")}"
            : null;
}

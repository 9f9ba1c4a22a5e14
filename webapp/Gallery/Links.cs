using Vignette.Pipeline.Objects;
using Vignette.Schema;

namespace Vignette.Gallery;

/// <summary>The gallery's addresses.</summary>
internal static class Links
{
    public const string Gallery = "/gallery";

    public const string Trash = "/trash";
    public const string Exchange = "/exchange";
    public const string Account = "/account";
    public const string SignInPage = "/sign-in";
    public const string SignOut = "/sign-out";
    public const string Setup = "/setup";

    public static string Page(ImageId id) => $"/images/{id}";

    /// <summary>The gallery, with the offer to undo it.</summary>
    public static string GalleryAfterDeleting(ImageId id) => $"{Gallery}?trashed={id}";

    /// <summary>Where one signs in, to go on to an address of the gallery.</summary>
    public static string SignIn(string next) => next == "/" ? SignInPage : $"{SignInPage}?next={Uri.EscapeDataString(next)}";

    public static string Tag(string tag) => $"{Gallery}?tag={Uri.EscapeDataString(tag)}";

    public static string Original(ImageId id) => $"/media/{id}/original";

    public static string Download(ImageId id) => $"/media/{id}/original?download=1";

    /// <summary>The thumb's address, or null while there is none.</summary>
    public static string? Thumb(ImageRecord image) => Rendition(image, RenditionNames.Thumb);

    /// <summary>The preview's address, or null while there is none.</summary>
    public static string? Preview(ImageRecord image) => Rendition(image, RenditionNames.Preview);

    /// <summary>A rendition of an image in the trash, or null where there is none.</summary>
    public static string? Trashed(ImageRecord image, string name) => HasRenditions(image) ? $"/media/trash/{image.Id}/{name}" : null;

    public static string TrashedOriginal(ImageId id) => $"/media/trash/{id}/original";

    // The object's version makes the address change with the content, so that browsers may keep what they have for good.
    private static string? Rendition(ImageRecord image, string name) =>
        HasRenditions(image) ? $"/media/{image.Id}/{name}?v={Uri.EscapeDataString(image.ObjectVersion ?? "")}" : null;

    private static bool HasRenditions(ImageRecord image) => image is { Picture: not null, ThumbnailTask.State: TaskState.Completed };
}

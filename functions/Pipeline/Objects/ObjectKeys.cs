using System.Text;
using Vignette.Pipeline.Imaging;
using Vignette.Schema;

namespace Vignette.Pipeline.Objects;

/// <summary>Where things are in the buckets.</summary>
public static class ObjectKeys
{
    public const string OriginalsPrefix = "originals/";

    /// <summary>Beside the renditions: what signs the gallery's forms and cookies.</summary>
    public const string FormKeysPrefix = "data-protection/";

    /// <summary>Beside the renditions, too: what announces approvals.</summary>
    public const string ReviewsPrefix = "reviews/";

    private const string ReviewEnd = ".json";

    /// <summary>S3's limit, in bytes of UTF-8.</summary>
    private const int MaxBytes = 1024;

    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    public static string Original(ImageId id, ImageFormat format) => $"{OriginalsPrefix}{id}.{format.Extension()}";

    /// <param name="rendition">A rendition's name: <see cref="RenditionNames"/>.</param>
    public static string Rendition(ImageId id, string rendition) => $"{rendition}/{id}.jpg";

    /// <summary>What announces the approvals of an image.</summary>
    public static string Review(ImageId id) => $"{ReviewsPrefix}{id}{ReviewEnd}";

    /// <summary>The image whose approvals an object announces; null for any other object.</summary>
    public static ImageId? ImageOfReview(string key) =>
        key.StartsWith(ReviewsPrefix, StringComparison.Ordinal) && key.EndsWith(ReviewEnd, StringComparison.Ordinal)
        && key.Length > ReviewsPrefix.Length + ReviewEnd.Length && ImageId.TryParse(key[ReviewsPrefix.Length..^ReviewEnd.Length], out var id)
            ? id
            : null;

    /// <exception cref="ArgumentException">Not a key: empty, longer than 1,024 bytes, or not Unicode.</exception>
    internal static void Validate(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        int length;
        try
        {
            length = Utf8.GetByteCount(key);
        }
        catch (EncoderFallbackException e)
        {
            throw new ArgumentException("An object key is Unicode text.", nameof(key), e);
        }

        if (length > MaxBytes)
        {
            throw new ArgumentException($"An object key has at most {MaxBytes} bytes, not {length}.", nameof(key));
        }
    }
}

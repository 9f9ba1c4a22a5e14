using Pulumi;

namespace Vignette.Infra.Buckets;

public sealed record GalleryAccessArgs
{
    /// <summary>The bucket that is read and put to.</summary>
    public required Output<string> Originals { get; init; }

    /// <summary>The bucket that is read.</summary>
    public required Output<string> Renditions { get; init; }

    /// <summary>The gallery's address as browsers name it: scheme and host, in lower case, without a path.</summary>
    public required Output<string> Origin { get; init; }

    public static GalleryAccessArgs From(Storage storage, Output<string> address)
    {
        ArgumentNullException.ThrowIfNull(storage);
        return new GalleryAccessArgs { Originals = storage.Originals.BucketName, Renditions = storage.Renditions.BucketName, Origin = address };
    }
}

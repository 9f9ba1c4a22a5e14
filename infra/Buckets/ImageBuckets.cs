using Pulumi;
using Vignette.Infra.Access;
using Vignette.Pipeline;
using Vignette.Pipeline.Objects;

namespace Vignette.Infra.Buckets;

/// <summary>The buckets that programs work with.</summary>
public sealed record ImageBuckets
{
    public required Output<string> Originals { get; init; }

    public required Output<string> OriginalsArn { get; init; }

    public required Output<string> Renditions { get; init; }

    public required Output<string> RenditionsArn { get; init; }

    public required Output<string> Dataset { get; init; }

    public required Output<string> DatasetArn { get; init; }

    /// <summary>What the program's environment says of them.</summary>
    public IReadOnlyDictionary<string, Output<string>> Variables => new Dictionary<string, Output<string>>
    {
        [PlatformEnvironment.ImageBucketVariable] = Originals,
        [PlatformEnvironment.ThumbnailBucketVariable] = Renditions,
        [PlatformEnvironment.DatasetBucketVariable] = Dataset,
    };

    public static ImageBuckets From(Storage storage)
    {
        ArgumentNullException.ThrowIfNull(storage);
        return new ImageBuckets
        {
            Originals = storage.Originals.BucketName,
            OriginalsArn = storage.Originals.Arn,
            Renditions = storage.Renditions.BucketName,
            RenditionsArn = storage.Renditions.Arn,
            Dataset = storage.Dataset.BucketName,
            DatasetArn = storage.Dataset.Arn,
        };
    }

    /// <summary>To see which objects there are; without it S3 does not say that one is missing, but that it may not be read.</summary>
    internal PolicyStatement List() => new() { Sid = "ListBuckets", Action = ["s3:ListBucket"], Resource = [OriginalsArn, RenditionsArn] };

    /// <summary>As <see cref="List"/>, for who has no business with renditions, or only removes them.</summary>
    internal PolicyStatement ListOriginals() => new() { Sid = "ListOriginals", Action = ["s3:ListBucket"], Resource = [OriginalsArn] };

    /// <summary>What may be done to any original: those that were copied into the bucket have keys of their own.</summary>
    internal PolicyStatement ToOriginals(params string[] actions) =>
        new() { Sid = "Originals", Action = actions, Resource = [Output.Format($"{OriginalsArn}/*")] };

    /// <summary>What may be done to what is published.</summary>
    internal PolicyStatement ToDataset(params string[] actions) =>
        new() { Sid = "Dataset", Action = actions, Resource = [Output.Format($"{DatasetArn}/*")] };

    /// <summary>What may be done to what announces approvals.</summary>
    internal PolicyStatement ToReviews(params string[] actions) => ToRenditions("Reviews", [ObjectKeys.ReviewsPrefix], actions);

    /// <summary>What may be done to what is beside each other in the renditions bucket, by the beginnings of keys.</summary>
    internal PolicyStatement ToRenditions(string sid, IEnumerable<string> prefixes, params string[] actions) =>
        new() { Sid = sid, Action = actions, Resource = [.. prefixes.Select(prefix => Output.Format($"{RenditionsArn}/{prefix}*"))] };
}

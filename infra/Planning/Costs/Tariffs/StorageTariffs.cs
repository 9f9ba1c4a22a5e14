using Vignette.Planning.Policies;

namespace Vignette.Planning.Costs.Tariffs;

/// <summary>What is paid for objects and images of containers. What a bucket is for shows in what functions call it.</summary>
internal static class StorageTariffs
{
    private const string Originals = "S3_IMAGE_BUCKET";
    private const string Renditions = "S3_THUMBNAIL_BUCKET";
    private const string Dataset = "S3_DATASET_BUCKET";
    private const decimal ThumbMegabytes = 0.02m;
    private const decimal PreviewMegabytes = 0.23m;
    private const decimal Thousand = 1000;

    public static IReadOnlyList<Tariff> All { get; } =
    [
        new(AwsTypes.Bucket, PerMillionImages: Objects),
        new("aws:s3/bucketNotification:BucketNotification", PerMillionImages: Events),
        new(AwsTypes.Repository, (_, _) => [new("ecr.gb-month", Assumptions.RepositoryStorage.Value)]),
    ];

    // Thousands of requests a million images, and GB, are as many as requests, and MB, an image are thousands.
    private static IEnumerable<Charge> Objects(Plan plan, PlannedResource bucket)
    {
        if (IsCalled(plan, bucket, Originals))
        {
            // Each task fetches it.
            yield return new("s3.thousand-puts", Thousand);
            yield return new("s3.thousand-gets", Thousand * (2 + Assumptions.OriginalViews.Value + Assumptions.Approvals.Value));
            yield return new("s3.gb-month", Thousand * Assumptions.OriginalSize.Value);
            yield return new("data-transfer-out.gb", Thousand * Assumptions.OriginalViews.Value * Assumptions.OriginalSize.Value);
        }

        if (IsCalled(plan, bucket, Renditions))
        {
            // Approvals are announced there, too.
            yield return new("s3.thousand-puts", Thousand * (2 + Assumptions.Approvals.Value));
            yield return new("s3.thousand-gets", Thousand * (Assumptions.ThumbViews.Value + Assumptions.PreviewViews.Value));
            yield return new("s3.gb-month", Thousand * Assumptions.RenditionsSize.Value);
            yield return new("data-transfer-out.gb", Thousand * ((Assumptions.ThumbViews.Value * ThumbMegabytes) + (Assumptions.PreviewViews.Value * PreviewMegabytes)));
        }

        if (IsCalled(plan, bucket, Dataset))
        {
            yield return new("s3.thousand-puts", Thousand * 2 * Assumptions.Approvals.Value);
            yield return new("s3.gb-month", Thousand * Assumptions.Approvals.Value * Assumptions.OriginalSize.Value);
        }
    }

    private static IEnumerable<Charge> Events(Plan plan, PlannedResource notification)
    {
        if (notification.Flag("eventbridge") != true || plan.Resolve(notification["bucket"]) is not { } bucket)
        {
            return [];
        }

        return [new("eventbridge.million-events", IsCalled(plan, bucket, Renditions) ? 2 + Assumptions.Approvals.Value : 1)];
    }

    private static bool IsCalled(Plan plan, PlannedResource bucket, string variable) =>
        plan.OfType(AwsTypes.Function).Any(function => plan.Resolve(function[$"environment.variables.{variable}"]) == bucket);
}

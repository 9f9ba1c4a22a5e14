using Pulumi.Utilities;
using Vignette.Infra.Access;
using Vignette.Infra.Buckets;
using Vignette.Infra.Tests.Rig;

namespace Vignette.Infra.Tests.Buckets;

public sealed class ImageBucketsTests
{
    private static readonly ImageBuckets Buckets = Neighbours.Buckets;

    [Fact]
    public async Task Rights_are_for_these_buckets_alone()
    {
        (await ResourcesAsync(Buckets.List())).ShouldBe(["arn:originals", "arn:renditions"]);
        (await ResourcesAsync(Buckets.ToOriginals("s3:GetObject"))).ShouldBe(["arn:originals/*"]);
        (await ResourcesAsync(Buckets.ToRenditions("Some", ["thumb/", "preview/"], "s3:GetObject"))).ShouldBe(["arn:renditions/thumb/*", "arn:renditions/preview/*"]);
    }

    [Fact]
    public async Task Programs_read_from_their_environment_what_was_said()
    {
        var variables = Buckets.Variables;
        (await OutputUtilities.GetValueAsync(variables[Pipeline.PlatformEnvironment.ImageBucketVariable])).ShouldBe("originals");
        (await OutputUtilities.GetValueAsync(variables[Pipeline.PlatformEnvironment.ThumbnailBucketVariable])).ShouldBe("renditions");
        (await OutputUtilities.GetValueAsync(variables[Pipeline.PlatformEnvironment.DatasetBucketVariable])).ShouldBe("dataset");
    }

    private static async Task<IReadOnlyList<string>> ResourcesAsync(PolicyStatement statement) =>
        await Task.WhenAll(statement.Resource!.Select(OutputUtilities.GetValueAsync));
}

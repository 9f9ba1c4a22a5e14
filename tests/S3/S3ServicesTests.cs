using Amazon.S3;
using Microsoft.Extensions.DependencyInjection;
using Vignette.Pipeline;
using Vignette.Pipeline.Health;
using Vignette.Pipeline.Objects;
using Vignette.Pipeline.Objects.S3;
using Vignette.Tests;

namespace Vignette.S3.Tests;

public sealed class S3ServicesTests(RadosGateway gateway)
{
    [Fact]
    public async Task The_platforms_stores_are_the_buckets_that_the_environment_names()
    {
        var token = TestContext.Current.CancellationToken;
        using var originals = await gateway.CreateBucketAsync();
        using var renditions = await gateway.CreateBucketAsync();
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(new PlatformEnvironment { ImageBucket = originals.Name, ThumbnailBucket = renditions.Name })
            .AddSingleton<IAmazonS3>(gateway.Options.CreateClient(gateway.Credentials))
            .AddS3Stores(gateway.Options)
            .BuildServiceProvider();

        var stores = services.GetRequiredService<ImageStores>();
        await stores.Originals.PutAsync("original", new MemoryStream([1]), new PutOptions("image/jpeg"), token);
        await stores.Renditions.PutAsync("rendition", new MemoryStream([1]), new PutOptions("image/jpeg"), token);

        (await originals.Store.HeadAsync("original", token)).ShouldNotBeNull();
        (await renditions.Store.HeadAsync("rendition", token)).ShouldNotBeNull();
        await new ObjectStoreProbe("originals", stores.Originals).CheckAsync(token);
    }
}

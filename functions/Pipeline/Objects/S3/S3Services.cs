using Amazon.S3;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Vignette.Pipeline.Objects.S3;

/// <summary>Composition of S3.</summary>
public static class S3Services
{
    /// <summary>Adds the buckets that the environment names, and the <see cref="IAmazonS3"/> they are reached by where the host has none. S3 announces by itself.</summary>
    public static IServiceCollection AddS3Stores(this IServiceCollection services, S3Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IAmazonS3>(_ => options.CreateClient());
        return services.AddSingleton(provider =>
        {
            S3ObjectStore Store(string bucket) => new(
                provider.GetRequiredService<IAmazonS3>(),
                bucket,
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<S3ObjectStore>>());

            var environment = provider.GetRequiredService<PlatformEnvironment>();
            return new ImageStores(Store(environment.ImageBucket), Store(environment.ThumbnailBucket), Store(environment.DatasetBucket));
        });
    }
}

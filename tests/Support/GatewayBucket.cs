using Amazon.S3;
using Microsoft.Extensions.Logging.Abstractions;
using Vignette.Pipeline.Objects.S3;

namespace Vignette.Tests;

/// <summary>A bucket of its own for a test.</summary>
public sealed class GatewayBucket(AmazonS3Client client, string name) : IDisposable
{
    /// <summary>The bucket as it is, for what the store does not tell.</summary>
    public IAmazonS3 Client => client;

    public string Name => name;

    public S3ObjectStore Store { get; } = new(client, name, TimeProvider.System, NullLogger<S3ObjectStore>.Instance);

    public void Dispose() => client.Dispose();
}

using Amazon.S3;

namespace Vignette.Tests;

/// <summary>For puts that a RADOS Gateway refuses.</summary>
public static class OwnConnections
{
    /// <summary>
    /// Gives each request of a client a connection of its own: Ceph 16 leaves the body of a put that it refuses unread, and
    /// takes it for the head of the next request, which may be another test's.
    /// </summary>
    public static void UseOwnConnections(this IAmazonS3 client)
    {
        ArgumentNullException.ThrowIfNull(client);
        ((AmazonS3Config)client.Config).CacheHttpClient = false;
    }
}

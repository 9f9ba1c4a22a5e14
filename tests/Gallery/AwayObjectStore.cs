using Vignette.Pipeline;
using Vignette.Pipeline.Objects;

namespace Vignette.Gallery.Tests;

/// <summary>A store that cannot be reached.</summary>
internal sealed class AwayObjectStore : IObjectStore
{
    public string Bucket => "away";

    public Task<ObjectInfo?> PutAsync(string key, Stream content, PutOptions options, CancellationToken cancellationToken) => throw Fault();

    public Task<StoredObject?> GetAsync(string key, CancellationToken cancellationToken) => throw Fault();

    public Task<ObjectInfo?> HeadAsync(string key, CancellationToken cancellationToken) => throw Fault();

    public Task DeleteAsync(string key, CancellationToken cancellationToken) => throw Fault();

    public IAsyncEnumerable<ObjectInfo> ListAsync(string prefix, CancellationToken cancellationToken) => throw Fault();

    public Task<bool> TouchAsync(string key, CancellationToken cancellationToken) => throw Fault();

    public Uri? SignedGetUrl(string key, TimeSpan lifetime, string? downloadName) => null;

    public Uri? SignedPutUrl(string key, TimeSpan lifetime, string contentType, long size) => null;

    private static TransientFault Fault() => new("secret-host:9000 refused the connection", TimeSpan.FromSeconds(7));
}

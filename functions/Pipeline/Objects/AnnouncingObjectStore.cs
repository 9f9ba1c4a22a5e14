using Vignette.Pipeline.Events;

namespace Vignette.Pipeline.Objects;

/// <summary>Announces what is put or touched, as S3 does by itself.</summary>
public sealed class AnnouncingObjectStore(IObjectStore store, IObjectEvents events, TimeProvider time) : IObjectStore
{
    public string Bucket => store.Bucket;

    public async Task<ObjectInfo?> PutAsync(string key, Stream content, PutOptions options, CancellationToken cancellationToken)
    {
        var info = await store.PutAsync(key, content, options, cancellationToken);
        if (info is not null)
        {
            // The object is there: from now on nothing but its event may follow.
            await AnnounceAsync(info, CancellationToken.None);
        }

        return info;
    }

    public Task<StoredObject?> GetAsync(string key, CancellationToken cancellationToken) => store.GetAsync(key, cancellationToken);

    public Task<ObjectInfo?> HeadAsync(string key, CancellationToken cancellationToken) => store.HeadAsync(key, cancellationToken);

    public Task DeleteAsync(string key, CancellationToken cancellationToken) => store.DeleteAsync(key, cancellationToken);

    public IAsyncEnumerable<ObjectInfo> ListAsync(string prefix, CancellationToken cancellationToken) => store.ListAsync(prefix, cancellationToken);

    public async Task<bool> TouchAsync(string key, CancellationToken cancellationToken)
    {
        if (await store.HeadAsync(key, cancellationToken) is not { } info)
        {
            return false;
        }

        await AnnounceAsync(info, cancellationToken);
        return true;
    }

    public Uri? SignedGetUrl(string key, TimeSpan lifetime, string? downloadName) => store.SignedGetUrl(key, lifetime, downloadName);

    /// <summary>None: what is put there does not come through here, and nobody would announce it.</summary>
    public Uri? SignedPutUrl(string key, TimeSpan lifetime, string contentType, long size) => null;

    private Task AnnounceAsync(ObjectInfo info, CancellationToken cancellationToken) =>
        events.PublishAsync(new ObjectCreatedEvent(Bucket, info.Key, info.Size, info.ETag, null, time.GetUtcNow()), cancellationToken);
}

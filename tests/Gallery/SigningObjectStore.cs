using Vignette.Pipeline.Objects;

namespace Vignette.Gallery.Tests;

/// <summary>A store whose objects have addresses, as S3's have.</summary>
internal sealed class SigningObjectStore(IObjectStore store) : IObjectStore
{
    public string Bucket => store.Bucket;

    public Task<ObjectInfo?> PutAsync(string key, Stream content, PutOptions options, CancellationToken cancellationToken) =>
        store.PutAsync(key, content, options, cancellationToken);

    public Task<StoredObject?> GetAsync(string key, CancellationToken cancellationToken) => store.GetAsync(key, cancellationToken);

    public Task<ObjectInfo?> HeadAsync(string key, CancellationToken cancellationToken) => store.HeadAsync(key, cancellationToken);

    public Task DeleteAsync(string key, CancellationToken cancellationToken) => store.DeleteAsync(key, cancellationToken);

    public IAsyncEnumerable<ObjectInfo> ListAsync(string prefix, CancellationToken cancellationToken) => store.ListAsync(prefix, cancellationToken);

    public Task<bool> TouchAsync(string key, CancellationToken cancellationToken) => store.TouchAsync(key, cancellationToken);

    public Uri? SignedGetUrl(string key, TimeSpan lifetime, string? downloadName) =>
        new($"https://pictures.example/{key}{(downloadName is null ? "" : $"?name={Uri.EscapeDataString(downloadName)}")}");

    public Uri? SignedPutUrl(string key, TimeSpan lifetime, string contentType, long size) =>
        new($"https://pictures.example/{key}?type={Uri.EscapeDataString(contentType)}&size={size}&seconds={(int)lifetime.TotalSeconds}");
}

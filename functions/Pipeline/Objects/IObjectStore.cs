namespace Vignette.Pipeline.Objects;

/// <summary>
/// A bucket. Keys are S3's: 1 to 1,024 bytes of UTF-8, any characters, compared byte by byte. A put is atomic: a reader
/// sees the object before or after, never a part. Failures of the store are <see cref="TransientFault"/>s.
/// </summary>
public interface IObjectStore
{
    /// <summary>The bucket's name.</summary>
    string Bucket { get; }

    /// <summary>Stores an object, in place of any that has the key. The content is read once, in pieces; what it throws goes through, and nothing is stored.</summary>
    /// <returns>What was stored; null where <see cref="PutOptions.OnlyIfAbsent"/> was set and the key is taken.</returns>
    /// <exception cref="ArgumentException">The key is not one.</exception>
    Task<ObjectInfo?> PutAsync(string key, Stream content, PutOptions options, CancellationToken cancellationToken);

    /// <summary>The object and its content, which the caller disposes; null where there is none.</summary>
    Task<StoredObject?> GetAsync(string key, CancellationToken cancellationToken);

    /// <summary>The object without its content; null where there is none.</summary>
    Task<ObjectInfo?> HeadAsync(string key, CancellationToken cancellationToken);

    /// <summary>Removes the object. Harmless where there is none.</summary>
    Task DeleteAsync(string key, CancellationToken cancellationToken);

    /// <summary>All objects whose key begins so, in the order of their keys' UTF-8 bytes.</summary>
    IAsyncEnumerable<ObjectInfo> ListAsync(string prefix, CancellationToken cancellationToken);

    /// <summary>Makes the store announce the object again, as if it had just been created, without changing it. False where there is none.</summary>
    Task<bool> TouchAsync(string key, CancellationToken cancellationToken);

    /// <summary>An address under which anyone may get the object for a while; null where the store has no addresses and the host serves the content itself.</summary>
    /// <param name="downloadName">Where set, the browser saves the object under this name instead of showing it.</param>
    Uri? SignedGetUrl(string key, TimeSpan lifetime, string? downloadName);

    /// <summary>
    /// An address to which anyone may put just such an object for a while, as often as they like; null where the store has
    /// no addresses, or would not announce what comes that way.
    /// </summary>
    /// <param name="contentType">What the put must name as its Content-Type.</param>
    /// <param name="size">Bytes that the put must have, neither more nor fewer.</param>
    Uri? SignedPutUrl(string key, TimeSpan lifetime, string contentType, long size);
}

using Vignette.Pipeline.Objects;

namespace Vignette.Pipeline.Tests.Rig;

/// <summary>A real store that fails when a test says so, before or after it did what it was asked.</summary>
internal sealed class FaultyStore(IObjectStore inner) : IObjectStore
{
    /// <summary>Asked before every call, by its name; what it returns is thrown.</summary>
    public Func<string, Exception?>? Before { get; set; }

    /// <summary>Asked after a put; what it returns is thrown.</summary>
    public Func<Exception?>? AfterPut { get; set; }

    /// <summary>What happens at the same time as a put: done before it.</summary>
    public Func<Task>? DuringPut { get; set; }

    /// <summary>Whether objects can be put past the platform, as into S3.</summary>
    public bool HasAddresses { get; set; }

    public string Bucket => inner.Bucket;

    public async Task<ObjectInfo?> PutAsync(string key, Stream content, PutOptions options, CancellationToken cancellationToken)
    {
        ThrowIfFaulty(nameof(PutAsync));
        await (DuringPut?.Invoke() ?? Task.CompletedTask);
        var info = await inner.PutAsync(key, content, options, cancellationToken);
        return AfterPut?.Invoke() is { } fault ? throw fault : info;
    }

    public Task<StoredObject?> GetAsync(string key, CancellationToken cancellationToken)
    {
        ThrowIfFaulty(nameof(GetAsync));
        return inner.GetAsync(key, cancellationToken);
    }

    public Task<ObjectInfo?> HeadAsync(string key, CancellationToken cancellationToken)
    {
        ThrowIfFaulty(nameof(HeadAsync));
        return inner.HeadAsync(key, cancellationToken);
    }

    public Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        ThrowIfFaulty(nameof(DeleteAsync));
        return inner.DeleteAsync(key, cancellationToken);
    }

    public IAsyncEnumerable<ObjectInfo> ListAsync(string prefix, CancellationToken cancellationToken)
    {
        ThrowIfFaulty(nameof(ListAsync));
        return inner.ListAsync(prefix, cancellationToken);
    }

    public Task<bool> TouchAsync(string key, CancellationToken cancellationToken)
    {
        ThrowIfFaulty(nameof(TouchAsync));
        return inner.TouchAsync(key, cancellationToken);
    }

    public Uri? SignedGetUrl(string key, TimeSpan lifetime, string? downloadName) => inner.SignedGetUrl(key, lifetime, downloadName);

    public Uri? SignedPutUrl(string key, TimeSpan lifetime, string contentType, long size) =>
        HasAddresses ? new Uri($"https://store.example/{key}#{contentType} {size}") : inner.SignedPutUrl(key, lifetime, contentType, size);

    private void ThrowIfFaulty(string call)
    {
        if (Before?.Invoke(call) is { } fault)
        {
            throw fault;
        }
    }
}

namespace Vignette.Pipeline.Objects;

/// <summary>An object and its content.</summary>
public sealed class StoredObject(ObjectInfo info, Stream content) : IAsyncDisposable
{
    public ObjectInfo Info { get; } = info;

    public Stream Content { get; } = content;

    public ValueTask DisposeAsync() => Content.DisposeAsync();
}

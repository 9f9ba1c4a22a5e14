using Vignette.Pipeline.Objects;

namespace Vignette.Pipeline.Health;

/// <summary>Whether a bucket is there and may be read.</summary>
public sealed class ObjectStoreProbe(string name, IObjectStore store) : IDependencyProbe
{
    // No object begins so; the answer is an empty list, not a walk through the bucket.
    private const string NoObject = "health/";

    public string Name => name;

    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        await foreach (var _ in store.ListAsync(NoObject, cancellationToken))
        {
            return;
        }
    }
}

namespace Vignette.Pipeline.Health;

/// <summary>Looks whether something the platform depends on answers.</summary>
public interface IDependencyProbe
{
    /// <summary>What is looked at, in a word or two: <c>catalog</c>, <c>originals</c>, <c>renditions</c>.</summary>
    string Name { get; }

    /// <summary>Returns when the dependency is well, and throws when it is not. Takes no more than a trivial request.</summary>
    Task CheckAsync(CancellationToken cancellationToken);
}

namespace Vignette.Pipeline.Tests.Objects;

/// <summary>Tests that measure what the whole process allocates: nothing else runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MeasuredCollection
{
    public const string Name = "measured";
}

namespace Vignette.Pipeline.Health;

/// <summary>Whether the database's schema is one that this program can work with.</summary>
public sealed class SchemaProbe(SchemaGate gate) : IDependencyProbe
{
    public string Name => "schema";

    public Task CheckAsync(CancellationToken cancellationToken) => gate.PassAsync(cancellationToken);
}

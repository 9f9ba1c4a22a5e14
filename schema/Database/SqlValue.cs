namespace Vignette.Schema.Database;

/// <summary>A parameter of a statement. Those of the same statement always come in the same order.</summary>
internal readonly record struct SqlValue(string Name, object? Value)
{
    public static implicit operator SqlValue((string Name, object? Value) pair) => new(pair.Name, pair.Value);
}

namespace Vignette.Schema.MySql.Tests;

/// <summary>A row of <c>EXPLAIN</c>.</summary>
/// <param name="Table">As <c>&lt;derived2&gt;</c> for what another step found; null where nothing is read.</param>
/// <param name="Type">How it is read: <c>ALL</c> and <c>index</c> are from end to end.</param>
/// <param name="Key">The index.</param>
public sealed record PlanStep(string? Table, string? Type, string? Key, string Extra)
{
    public bool IsDerived => Table is null || Table.StartsWith('<');
}

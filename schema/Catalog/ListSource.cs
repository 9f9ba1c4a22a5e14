using Vignette.Schema.Database;

namespace Vignette.Schema.Catalog;

/// <summary>A range of an index.</summary>
/// <param name="From">The images <c>i</c>, and before them what they are found by. The index is said, not left to the engine: what it thinks of one depends on what it last counted.</param>
/// <param name="Sequence">Where the index has the sequence.</param>
/// <param name="Condition">What makes the range.</param>
internal sealed record ListSource(string From, string Sequence, string Condition, SqlValue[] Values)
{
    /// <summary>An index over the images themselves.</summary>
    public static ListSource OfImages(SqlDialect dialect, string index, string? condition = null, params SqlValue[] values) =>
        new($"images i{dialect.UseIndex(index)}", "i.seq", condition is null ? "i.visible = 1" : $"i.visible = 1 AND {condition}", values);

    /// <summary>A table beside the images that an index over a key and the sequence leads to.</summary>
    public static ListSource Of(SqlDialect dialect, string table, string index, string column, SqlValue value) => new(
        $"{table} g{dialect.UseIndex(index)} {dialect.JoinInOrder} images i ON i.seq = g.seq",
        "g.seq",
        $"g.{column} = {value.Name} AND i.visible = 1",
        [value]);
}

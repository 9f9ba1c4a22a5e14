namespace Vignette.Planning.Costs;

/// <summary>What an estimate leaves out, because nobody has looked up what it costs.</summary>
/// <param name="Type">A type of resources; where only something of it has no price, that follows in brackets: <c>aws:rds/instance:Instance (rds.db.x9.large.single-zone)</c>.</param>
/// <param name="Count">How many resources.</param>
public sealed record UnpricedType(string Type, int Count);

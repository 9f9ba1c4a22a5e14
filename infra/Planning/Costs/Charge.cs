namespace Vignette.Planning.Costs;

/// <summary>So much of something that has a price.</summary>
/// <param name="Price">The price's id; one that the list has not is a named gap.</param>
/// <param name="Quantity">How many of its unit.</param>
internal sealed record Charge(string Price, decimal Quantity);

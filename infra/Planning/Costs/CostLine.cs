namespace Vignette.Planning.Costs;

/// <summary>What one resource costs by one price.</summary>
/// <param name="Resource">Its name in the plan.</param>
/// <param name="Type">Its type.</param>
/// <param name="Price">The id of the entry in the <see cref="PriceList"/>.</param>
/// <param name="Quantity">How many of the entry's unit.</param>
/// <param name="Amount">US dollars, in whole cents, so that lines add up to what is printed as their sum.</param>
public sealed record CostLine(string Resource, string Type, string Price, decimal Quantity, decimal Amount);

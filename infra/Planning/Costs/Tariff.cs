namespace Vignette.Planning.Costs;

/// <summary>How resources of a type are paid for.</summary>
/// <param name="Type">The resources' type.</param>
/// <param name="Fixed">What one costs in a month in which nothing happens.</param>
/// <param name="PerMillionImages">What a million images cost there in addition.</param>
internal sealed record Tariff(string Type, Func<Plan, PlannedResource, IEnumerable<Charge>>? Fixed = null, Func<Plan, PlannedResource, IEnumerable<Charge>>? PerMillionImages = null);

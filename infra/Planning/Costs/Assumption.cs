namespace Vignette.Planning.Costs;

/// <summary>What an estimate takes for granted, since no plan says it.</summary>
/// <param name="Name">What it is, in words.</param>
/// <param name="Value">How much.</param>
/// <param name="Unit">Of what.</param>
/// <param name="Basis">Why so much.</param>
public sealed record Assumption(string Name, decimal Value, string Unit, string Basis);

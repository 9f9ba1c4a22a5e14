using System.Text.Json;

namespace Vignette.Planning.Differences.Hazards;

/// <summary>A change of an input that nobody should miss.</summary>
/// <param name="Input">Where it is, by the names of members alone: <c>rules.expiration.days</c>.</param>
/// <param name="Is">Whether a change of it is one, by the values before and after; null is none.</param>
/// <param name="Consequence">What it leads to.</param>
internal sealed record Hazard(string Type, string Input, Func<JsonElement?, JsonElement?, bool> Is, MarkKind Kind, string Consequence);

namespace Vignette.Planning.Costs;

/// <summary>An entry of the <see cref="PriceList"/>.</summary>
/// <param name="Id">Such as <c>nat-gateway.hour</c>.</param>
/// <param name="Name">What is paid for, in words.</param>
/// <param name="Amount">US dollars for one <paramref name="Unit"/>, without taxes and free tiers.</param>
/// <param name="Unit">Such as <c>hour</c> or <c>GB-month</c>.</param>
/// <param name="Date">When the figure was written down.</param>
/// <param name="Source">The provider's own page, which has the figure of today.</param>
/// <param name="Basis">Why the figure is believed.</param>
/// <param name="ReadAt">Where it was read: the provider's page, or a public transcription of that page or of the provider's price list; null for a remembered one.</param>
public sealed record Price(string Id, string Name, decimal Amount, string Unit, DateOnly Date, Uri Source, PriceBasis Basis, Uri? ReadAt = null);

namespace Vignette.Schema.Catalog;

/// <summary>A label in use.</summary>
/// <param name="Images">How many images have it, as far as was counted.</param>
public sealed record LabelUse(string Label, long Images);

namespace Vignette.Gallery.Apis.Contracts;

/// <summary>Whether the platform can work.</summary>
/// <param name="Status"><c>ready</c> or <c>unavailable</c>.</param>
/// <param name="Dependencies">The state of each, <c>up</c> or <c>down</c>, by name.</param>
public sealed record Readiness(string Status, IReadOnlyDictionary<string, string> Dependencies);

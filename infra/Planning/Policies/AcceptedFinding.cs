namespace Vignette.Planning.Policies;

/// <summary>A finding that is meant to be.</summary>
public sealed record AcceptedFinding(Finding Finding, string Reason);

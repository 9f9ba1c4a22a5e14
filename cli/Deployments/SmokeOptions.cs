namespace Vignette.Cli.Deployments;

/// <summary>What a smoke test is told.</summary>
/// <param name="Address">The gallery's.</param>
/// <param name="Timeout">How long both results may take.</param>
/// <param name="Wait">How long the gallery may take until it answers and is ready; zero for at once.</param>
public sealed record SmokeOptions(Uri Address, TimeSpan Timeout, TimeSpan Wait);

namespace Vignette.Cli.Deployments.Load.Measuring;

/// <summary>How often something went wrong.</summary>
/// <param name="Kind">The status of the answer, as <c>503</c>, or in words what happened instead of one.</param>
/// <param name="Example">What was said the first time.</param>
internal sealed record ErrorCount(string Kind, long Count, string Example);

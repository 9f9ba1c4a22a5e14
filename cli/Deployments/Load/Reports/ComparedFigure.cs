namespace Vignette.Cli.Deployments.Load.Reports;

/// <summary>A figure of two runs.</summary>
/// <param name="Before">As people read it.</param>
/// <param name="Ratio">After to before; null where there is nothing to compare.</param>
/// <param name="IsWorse">Whether it is so much worse that the comparison fails.</param>
internal sealed record ComparedFigure(string Name, string Before, string After, double? Ratio, bool IsWorse);

namespace Vignette.Cli.Deployments.Load.Reports;

/// <summary>A line of a chart.</summary>
/// <param name="Look">0 to 3: its colour and its dashes, so that lines are told apart without colours, too.</param>
/// <param name="Points">From left to right.</param>
internal sealed record ChartLine(string Name, int Look, IReadOnlyList<(double X, double Y)> Points);

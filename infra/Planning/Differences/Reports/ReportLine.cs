namespace Vignette.Planning.Differences.Reports;

/// <summary>A line of what differs.</summary>
/// <param name="Sign"><c>-</c> before, <c>+</c> after, a space for both.</param>
/// <param name="Text">From a plan: anybody may have written it.</param>
public readonly record struct ReportLine(char Sign, string Text);

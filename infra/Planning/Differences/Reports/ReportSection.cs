using System.Collections.Immutable;

namespace Vignette.Planning.Differences.Reports;

/// <summary>A part of the report with a heading of its own.</summary>
/// <param name="Title">This program's own words.</param>
public sealed record ReportSection(string Title, ImmutableArray<ReportItem> Items);

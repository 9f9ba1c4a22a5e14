using System.Collections.Immutable;

namespace Vignette.Planning.Differences.Reports;

/// <summary>What becomes of one stack.</summary>
/// <param name="Sections">Those that have something to say, the gravest first.</param>
public sealed record StackReport(Phrase Title, ImmutableArray<ReportSection> Sections);

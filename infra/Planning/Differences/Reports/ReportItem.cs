using System.Collections.Immutable;

namespace Vignette.Planning.Differences.Reports;

/// <summary>One thing that is said, with what differs below it, line by line.</summary>
public sealed record ReportItem(Phrase Sentence, ImmutableArray<ReportLine> Lines)
{
    public ReportItem(Phrase sentence)
        : this(sentence, [])
    {
    }
}

namespace Vignette.Planning.Reports;

/// <summary>A part of the report that has a heading of its own.</summary>
public interface IReportSection
{
    string Heading { get; }

    /// <summary>The lines in Markdown, the same for the same plan; none where there is nothing to say, and then no heading either.</summary>
    IEnumerable<string> Lines(Plan plan);
}

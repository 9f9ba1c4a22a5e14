using System.Globalization;
using Vignette.Planning.Differences.Reports;

namespace Vignette.Planning.Differences;

/// <summary>A line of an estimate that differs.</summary>
/// <param name="Resource">The resource's logical name.</param>
/// <param name="Price">The id of the entry in the price list.</param>
/// <param name="PerMillionImages">Whether it is for a million images; otherwise for a month.</param>
/// <param name="Before">US dollars; 0 where there was no such line.</param>
/// <param name="After">US dollars; 0 where there is no such line any more.</param>
public sealed record CostLineDifference(string Resource, string Price, bool PerMillionImages, decimal Before, decimal After)
{
    public Phrase Sentence => $"{Resource}, {Price}: {Phrase.Words(string.Create(CultureInfo.InvariantCulture, $"${Before:N2} → ${After:N2}"))}{Phrase.Words(PerMillionImages ? " for a million images" : " a month")}";
}

using Vignette.Planning.Differences.Reports;

namespace Vignette.Planning.Differences;

/// <summary>Something can be reached that could not be, or no longer.</summary>
/// <param name="Opens">Whether it can be reached.</param>
/// <param name="Resource">The logical name of what can be reached, or of what opens it.</param>
/// <param name="IsToInternet">Whether it is about the whole internet.</param>
/// <param name="Sentence">In words.</param>
public sealed record ExposureChange(bool Opens, string Resource, bool IsToInternet, Phrase Sentence);

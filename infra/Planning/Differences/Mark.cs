using Vignette.Planning.Differences.Reports;

namespace Vignette.Planning.Differences;

/// <summary>A loud mark on a change.</summary>
/// <param name="Resource">The resource's logical name.</param>
/// <param name="Reason">What happens, in a sentence that begins with the resource.</param>
public sealed record Mark(MarkKind Kind, string Resource, Phrase Reason);

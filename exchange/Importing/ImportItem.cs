using Vignette.Schema;

namespace Vignette.Exchange.Importing;

/// <summary>A line of an import's report.</summary>
/// <param name="Place">Where the file speaks of it.</param>
/// <param name="Name">The picture's name; null for what belongs to no picture.</param>
/// <param name="Id">The picture; null where it is not known, or not there yet.</param>
/// <param name="Notes">What changes, or why nothing does.</param>
public sealed record ImportItem(string Place, string? Name, ImageId? Id, ImportOutcome Outcome, IReadOnlyList<string> Notes);

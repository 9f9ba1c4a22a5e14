namespace Vignette.Exchange.Spooling;

/// <summary>A picture of a file that was read whole, with its boxes.</summary>
/// <param name="Place">Where the file speaks of it first.</param>
/// <param name="Problems">Why it cannot be taken; empty where it can.</param>
public sealed record StagedImage(DatasetImage Image, string Place, IReadOnlyList<DatasetProblem> Problems);

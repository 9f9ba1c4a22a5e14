using Vignette.Schema;

namespace Vignette.Exchange.Importing;

/// <summary>What is to be done with a picture of a file, once all of them were looked at.</summary>
/// <param name="Target">The picture of the catalog that it is; null where it is to come in, or is left out.</param>
/// <param name="Reason">Why it is left out; null where it is not.</param>
internal readonly record struct PlannedImport(ImageId? Target, string? Reason);

using Vignette.Schema;

namespace Vignette.Exchange.Importing;

/// <summary>Which picture of the catalog a picture of a file is.</summary>
/// <param name="Id">Null where it is none, or nobody can tell.</param>
/// <param name="Reason">Why nobody can tell.</param>
internal sealed record ImageMatch(ImageId? Id, string? Reason = null);

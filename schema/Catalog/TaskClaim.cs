namespace Vignette.Schema.Catalog;

/// <summary>The right to work on a task and to write its result.</summary>
/// <param name="ObjectVersion">The original's entity tag; of a publication, the image's version.</param>
/// <param name="Token">Names this very claim.</param>
/// <param name="Attempt">1 the first time for this object version.</param>
public sealed record TaskClaim(ImageId Id, TaskKind Task, string ObjectVersion, string Token, int Attempt);

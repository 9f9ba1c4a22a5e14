namespace Vignette.Gallery.Apis.Contracts;

/// <summary>What to change of an image. What is left out stays.</summary>
/// <param name="Caption">1 to 2,000 characters.</param>
/// <param name="Tags">All tags, in place of those there are: at most 50, of 1 to 64 characters each.</param>
/// <param name="Version">The version that the change was made from; left out, it overwrites whatever is there.</param>
public sealed record ImagePatch(string? Caption, IReadOnlyList<string?>? Tags, long? Version);

namespace Vignette.Gallery.Apis.Contracts;

/// <summary>A file that was not taken, and why.</summary>
public sealed record RejectedFile(string Filename, string Reason);

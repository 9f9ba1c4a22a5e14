namespace Vignette.Gallery.Apis.Contracts;

/// <summary>Which of the contents are there already; those that are not are left out.</summary>
public sealed record KnownReply(IReadOnlyList<KnownContent> Known);

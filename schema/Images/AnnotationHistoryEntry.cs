namespace Vignette.Schema;

/// <summary>What somebody changed about a picture's annotations.</summary>
/// <param name="What">One of the codes in <see cref="Catalog.AnnotationAction"/>; a newer program may know more.</param>
/// <param name="Detail">For a person: the labels, the text, the state.</param>
public sealed record AnnotationHistoryEntry(DateTimeOffset At, string Author, string What, string Detail);

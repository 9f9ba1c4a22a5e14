namespace Vignette.Schema.Database;

/// <summary>What an image is found by.</summary>
/// <param name="Tags">One on each line.</param>
/// <param name="Labels">One on each line.</param>
/// <param name="Marks">The names of its <see cref="Catalog.SearchMarks"/>.</param>
internal sealed record SearchEntry(long Sequence, string FileName, string? Caption, string Tags, string Labels, IReadOnlyList<string> Marks);

namespace Vignette.Planning.Differences.Reports;

/// <summary>A part of a sentence.</summary>
public readonly record struct PhrasePart(PhraseKind Kind, string Text);

namespace Vignette.Schema.Database;

/// <summary>Words that must occur one after the other.</summary>
/// <param name="Words">Letters, marks and digits, with one space between two words.</param>
/// <param name="IsPrefix">The last word may go on.</param>
public sealed record SearchTerm(string Words, bool IsPrefix);

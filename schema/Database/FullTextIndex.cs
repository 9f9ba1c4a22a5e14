namespace Vignette.Schema.Database;

/// <summary>
/// A full-text index <c>image_search</c>, which knows marks besides words, and yields its matches one by one in the order
/// of their sequence, without gathering them first.
/// </summary>
/// <param name="Key">The column that holds the image's sequence.</param>
/// <param name="Condition">Holds where it matches <c>@search</c>.</param>
/// <param name="Search">What <c>@search</c> is, to find images that have all these words, and these marks by their names.</param>
internal sealed record FullTextIndex(string Key, string Condition, Func<SearchText, IEnumerable<string>, string> Search);

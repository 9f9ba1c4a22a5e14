using System.Text;

namespace Vignette.Schema.Catalog;

/// <summary>A tag or label as it is shown, and the key under which it is found: the same for all ways to write it.</summary>
public sealed record Tag(string Key, string Text)
{
    /// <summary>UTF-16 units of a key: as much as an index takes on every engine, and more than all but made-up tags have.</summary>
    public const int MaxKeyLength = 700;

    public static string KeyOf(string text) => Cut(Clean(text).Normalize(NormalizationForm.FormKC).ToLowerInvariant(), MaxKeyLength);

    /// <summary>The tags worth keeping: not blank, none twice.</summary>
    public static IReadOnlyList<Tag> Of(IEnumerable<string> texts) =>
        [.. texts.Where(text => !string.IsNullOrWhiteSpace(text)).Select(text => new Tag(KeyOf(text), Clean(text))).DistinctBy(tag => tag.Key)];

    /// <summary>The text without blanks around it. Half a surrogate pair, which cannot be normalized, becomes the replacement character.</summary>
    public static string Clean(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Trim()));

    /// <summary>The text as a label: what is too long is cut off.</summary>
    public static string Label(string text) => Cut(Clean(text), AnnotationEdit.MaxLabelLength).TrimEnd();

    private static string Cut(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}

using System.Diagnostics.CodeAnalysis;
using Vignette.Schema.Catalog;

namespace Vignette.Gallery.Apis;

/// <summary>Checks what a person wants to change before it goes to the catalog.</summary>
internal static class EditInput
{
    /// <param name="problem">What is wrong, for the person.</param>
    public static bool TryRead(
        string? caption,
        IReadOnlyList<string?>? tags,
        long? fromVersion,
        [NotNullWhen(true)] out ImageEdit? edit,
        [NotNullWhen(false)] out string? problem)
    {
        edit = null;
        caption = caption?.Trim();
        var clean = tags?.Select(tag => tag?.Trim() ?? "").ToArray();
        problem = Problem(caption, clean);
        if (problem is not null)
        {
            return false;
        }

        edit = new ImageEdit { Caption = caption, Tags = clean, FromVersion = fromVersion };
        return true;
    }

    private static string? Problem(string? caption, string[]? tags)
    {
        if (caption is "")
        {
            return "A caption is not empty.";
        }

        if (caption?.Length > ImageEdit.MaxCaptionLength)
        {
            return $"A caption has at most {ImageEdit.MaxCaptionLength:N0} characters; this one has {caption.Length:N0}.";
        }

        if (tags?.Length > ImageEdit.MaxTags)
        {
            return $"An image has at most {ImageEdit.MaxTags} tags.";
        }

        if (tags?.Any(tag => tag.Length is 0 or > ImageEdit.MaxTagLength) == true)
        {
            return $"A tag has 1 to {ImageEdit.MaxTagLength} characters.";
        }

        return caption?.Any(IsForbidden) == true || tags?.Any(tag => tag.Any(char.IsControl)) == true
            ? "Control characters are not taken."
            : null;
    }

    private static bool IsForbidden(char character) => char.IsControl(character) && character is not ('\n' or '\r' or '\t');
}

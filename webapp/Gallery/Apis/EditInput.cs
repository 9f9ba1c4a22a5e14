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
        [NotNullWhen(true)] out AnnotationEdit? edit,
        [NotNullWhen(false)] out string? problem)
    {
        var wanted = new AnnotationEdit
        {
            // A form sends line ends as no page showed them.
            Caption = caption?.Trim().ReplaceLineEndings("\n"),
            Tags = tags?.Select(tag => tag?.Trim() ?? "").ToArray(),
            FromVersion = fromVersion,
        };
        problem = wanted.Caption is "" ? "A caption is not empty." : wanted.Problem();
        edit = problem is null ? wanted : null;
        return edit is not null;
    }
}

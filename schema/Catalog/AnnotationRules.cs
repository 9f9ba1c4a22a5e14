using System.Globalization;

namespace Vignette.Schema.Catalog;

/// <summary>What annotations may be. Whatever is wrong is said in words for a person.</summary>
public static class AnnotationRules
{
    private const int IdLength = 32;

    /// <summary>What is wrong with the edit; null where nothing is.</summary>
    public static string? ProblemOf(AnnotationEdit edit)
    {
        ArgumentNullException.ThrowIfNull(edit);
        return ProblemOfCaption(edit.Caption)
            ?? ProblemOfTags(edit.Tags)
            ?? ProblemOfBoxes(edit.Boxes)
            ?? ProblemOfRejected(edit.Rejected, edit.Boxes)
            ?? (edit.Review is { } review && !Enum.IsDefined(review) ? "The review state is unreviewed, in_progress or approved." : null);
    }

    /// <summary>What is wrong with the label; null where nothing is. Blanks around it do not count.</summary>
    public static string? ProblemOfLabel(string? label)
    {
        var text = label?.Trim() ?? "";
        return text.Length is 0 or > AnnotationEdit.MaxLabelLength
            ? $"A label has 1 to {AnnotationEdit.MaxLabelLength} characters; this one has {text.Length:N0}."
            : text.All(IsInvisible) ? "A label has something to see."
            : text.Any(IsNoLine) ? "A label is one line without control characters." : null;
    }

    private static string? ProblemOfCaption(string? caption) => caption switch
    {
        { Length: > AnnotationEdit.MaxCaptionLength } => $"A caption has at most {AnnotationEdit.MaxCaptionLength:N0} characters; this one has {caption.Length:N0}.",
        not null when caption.Any(character => char.IsControl(character) && character is not ('\n' or '\r' or '\t')) => "Control characters are not taken.",
        _ => null,
    };

    private static string? ProblemOfTags(IReadOnlyList<string>? tags) => tags switch
    {
        null => null,
        { Count: > AnnotationEdit.MaxTags } => $"An image has at most {AnnotationEdit.MaxTags} tags.",
        _ when tags.Any(tag => (tag?.Trim().Length ?? 0) is 0 or > AnnotationEdit.MaxTagLength) => $"A tag has 1 to {AnnotationEdit.MaxTagLength} characters.",
        _ when tags.Any(tag => tag.Any(char.IsControl)) => "Control characters are not taken.",
        _ => null,
    };

    private static string? ProblemOfBoxes(IReadOnlyList<BoxEdit>? boxes)
    {
        if (boxes is null)
        {
            return null;
        }

        if (boxes.Count > AnnotationEdit.MaxBoxes)
        {
            return $"A picture has at most {AnnotationEdit.MaxBoxes} boxes; these are {boxes.Count:N0}.";
        }

        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < boxes.Count; i++)
        {
            if (ProblemOf(boxes[i], ids) is { } problem)
            {
                return string.Create(CultureInfo.InvariantCulture, $"Box {i + 1}: {problem}");
            }
        }

        return null;
    }

    private static string? ProblemOf(BoxEdit? box, HashSet<string> ids) => box switch
    {
        null => "There is nothing.",
        { Id: { } id } when !IsId(id) => "An id has 32 lower-case hexadecimal digits.",
        { Id: { } id } when !ids.Add(id) => "Another box has the same id.",
        { Confidence: not (null or (>= 0 and <= 1)) } => "A confidence is 0 to 1.",
        { Origin: { } origin } when !Enum.IsDefined(origin) => "The origin is offline, model or person.",
        _ when !BoundingBox.IsValid(box.Box.X, box.Box.Y, box.Box.Width, box.Box.Height) => BoundingBox.Rule,
        _ => ProblemOfLabel(box.Label),
    };

    private static string? ProblemOfRejected(IReadOnlyList<string>? rejected, IReadOnlyList<BoxEdit>? boxes)
    {
        if (rejected is null)
        {
            return null;
        }

        var ids = new HashSet<string>(StringComparer.Ordinal);
        return rejected.Any(id => !IsId(id)) ? "A suggestion's id has 32 lower-case hexadecimal digits."
            : rejected.Any(id => !ids.Add(id)) ? "A suggestion is turned down twice."
            : boxes?.Any(box => box.Id is { } id && ids.Contains(id)) == true ? "A suggestion is accepted and turned down at once."
            : null;
    }

    private static bool IsId(string? text) => text?.Length == IdLength && text.All(char.IsAsciiHexDigitLower);

    private static bool IsNoLine(char character) =>
        char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static bool IsInvisible(char character) => char.GetUnicodeCategory(character) is UnicodeCategory.Format || char.IsWhiteSpace(character);
}

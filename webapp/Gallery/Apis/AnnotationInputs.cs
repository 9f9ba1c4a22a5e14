using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Vignette.Gallery.Apis.Contracts;
using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Gallery.Apis;

/// <summary>Reads what the editor sends, which may be anything.</summary>
internal static class AnnotationInputs
{
    /// <param name="problem">What is wrong, for the person.</param>
    public static bool TryRead(AnnotationInput input, [NotNullWhen(true)] out AnnotationEdit? edit, [NotNullWhen(false)] out string? problem)
    {
        edit = null;
        if (input.Version is null)
        {
            problem = "The version that the change was made from is missing.";
            return false;
        }

        if (!EditInput.TryRead(input.Caption, input.Tags, input.Version, out var text, out problem) || !TryReadBoxes(input.Boxes, out var boxes, out problem))
        {
            return false;
        }

        var wanted = text with { Boxes = boxes, Rejected = input.Rejected?.Select(id => id ?? "").ToArray(), Review = input.Review };
        problem = wanted.Problem();
        edit = problem is null ? wanted : null;
        return edit is not null;
    }

    private static bool TryReadBoxes(IReadOnlyList<BoxInput?>? inputs, out List<BoxEdit>? boxes, [NotNullWhen(false)] out string? problem)
    {
        problem = null;
        boxes = inputs is null ? null : [];
        foreach (var (i, input) in (inputs ?? []).Index())
        {
            // What is missing is not a number.
            var (x, y, width, height) = (input?.Box?.X ?? double.NaN, input?.Box?.Y ?? double.NaN, input?.Box?.Width ?? double.NaN, input?.Box?.Height ?? double.NaN);
            if (!BoundingBox.IsValid(x, y, width, height))
            {
                problem = string.Create(CultureInfo.InvariantCulture, $"Box {i + 1}: {BoundingBox.Rule}");
                return false;
            }

            boxes!.Add(new BoxEdit(input!.Id, input.Label ?? "", new BoundingBox(x, y, width, height)));
        }

        return true;
    }
}

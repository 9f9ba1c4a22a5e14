using System.Diagnostics.CodeAnalysis;
using Vignette.Schema;

namespace Vignette.Exchange;

/// <summary>Makes boxes of what files say.</summary>
internal static class BoxReading
{
    /// <summary>A box in fractions of the picture, of which an edge may miss the picture's by as much as the file rounds.</summary>
    /// <param name="slackX">By how much, as a fraction of the width.</param>
    /// <param name="slackY">By how much, as a fraction of the height.</param>
    public static BoundingBox? Of(double x, double y, double width, double height, double slackX = DatasetBox.Exact, double slackY = DatasetBox.Exact)
    {
        (x, width) = Snap(x, width, slackX);
        (y, height) = Snap(y, height, slackY);
        return BoundingBox.IsValid(x, y, width, height) ? new BoundingBox(x, y, width, height) : null;
    }

    /// <summary>The extras that formats have in common: who drew the box and how sure.</summary>
    public static bool TryAdd(ref DatasetBox box, string? id, double? confidence, string? origin, string? author, [NotNullWhen(false)] out string? problem)
    {
        problem = confidence is not (null or (>= 0 and <= 1)) ? "A confidence is 0 to 1."
            : origin is { Length: > 0 } && CaptionOrigins.Parse(origin) is null ? "An origin is offline, model or person."
            : null;
        box = box with
        {
            Id = string.IsNullOrEmpty(id) ? null : id,
            Confidence = confidence,
            Origin = CaptionOrigins.Parse(origin),
            Author = string.IsNullOrEmpty(author) ? null : author,
        };
        return problem is null;
    }

    private static (double Start, double Length) Snap(double start, double length, double slack)
    {
        if (start < 0 && start >= -slack)
        {
            (start, length) = (0, length + start);
        }

        return start + length > 1 && start + length <= 1 + slack ? (start, 1 - start) : (start, length);
    }
}

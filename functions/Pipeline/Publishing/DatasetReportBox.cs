using Vignette.Schema;

namespace Vignette.Pipeline.Publishing;

/// <summary>A labelled box, in fractions of the oriented picture's width and height, from its top left corner.</summary>
public sealed record DatasetReportBox(
    string Id,
    string Label,
    double X,
    double Y,
    double Width,
    double Height,
    double? Confidence,
    string Origin,
    string Author,
    DateTimeOffset CreatedAt,
    DateTimeOffset ChangedAt)
{
    public static DatasetReportBox Of(AnnotatedBox box) => new(
        box.Id,
        box.Label,
        box.Box.X,
        box.Box.Y,
        box.Box.Width,
        box.Box.Height,
        box.Confidence,
        box.Origin.Code(),
        box.Author,
        box.CreatedAt,
        box.ChangedAt);
}

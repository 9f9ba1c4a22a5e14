namespace Vignette.Schema;

/// <summary>A labelled box that a person drew or accepted.</summary>
/// <param name="Id">32 lower-case hexadecimal digits, unique in its picture; an accepted suggestion keeps its id.</param>
/// <param name="Label">1 to <see cref="Catalog.AnnotationEdit.MaxLabelLength"/> characters on one line. Data only: never markup.</param>
/// <param name="Confidence">0 to 1, as the model said; null where a person drew it.</param>
/// <param name="Origin">Who first drew it.</param>
/// <param name="Author">Who drew, accepted or last changed it.</param>
public sealed record AnnotatedBox(
    string Id,
    string Label,
    BoundingBox Box,
    double? Confidence,
    CaptionOrigin Origin,
    string Author,
    DateTimeOffset CreatedAt,
    DateTimeOffset ChangedAt);

namespace Vignette.Schema.Catalog;

/// <summary>A box as it should be.</summary>
/// <param name="Id">
/// 32 lower-case hexadecimal digits: of a box there is, of a suggestion, which is accepted so, or made up by the client for a
/// new box. Null: a new box.
/// </param>
/// <param name="Label">1 to <see cref="AnnotationEdit.MaxLabelLength"/> characters on one line.</param>
public sealed record BoxEdit(string? Id, string Label, BoundingBox Box)
{
    /// <summary>0 to 1: what an import knows of a new box. Otherwise what the server knows counts.</summary>
    public double? Confidence { get; init; }

    /// <summary>Who first drew a new box, where an import knows it; null: a person. What the server knows of a box or suggestion counts more.</summary>
    public CaptionOrigin? Origin { get; init; }
}

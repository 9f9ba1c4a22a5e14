using System.Text.Json.Serialization;
using Vignette.Schema;

namespace Vignette.Gallery.Apis.Contracts;

/// <summary>How far an image is, in the shape that clients of earlier systems know.</summary>
/// <param name="Annotation">The caption.</param>
public sealed record ImageStatus(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("filename")] string Filename,
    [property: JsonPropertyName("overall_status")] TaskState OverallStatus,
    [property: JsonPropertyName("thumbnail_status")] TaskState ThumbnailStatus,
    [property: JsonPropertyName("annotation_status")] TaskState AnnotationStatus,
    [property: JsonPropertyName("thumbnail_url")] string? ThumbnailUrl,
    [property: JsonPropertyName("annotation")] string? Annotation)
{
    internal static ImageStatus Of(ImageRecord image) => new(
        image.Id.ToString(),
        image.FileName,
        image.OverallStatus,
        image.ThumbnailTask.State,
        image.CaptionTask.State,
        Links.Thumb(image),
        image.Caption);
}

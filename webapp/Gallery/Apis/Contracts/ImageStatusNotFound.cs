using System.Text.Json.Serialization;

namespace Vignette.Gallery.Apis.Contracts;

/// <summary>There is no such image, in the shape that clients of earlier systems know.</summary>
public sealed record ImageStatusNotFound(
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("error")] string Error);

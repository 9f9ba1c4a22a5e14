using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Vignette.Pipeline.Publishing;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(DatasetReport))]
[JsonSerializable(typeof(ReviewMarker))]
internal sealed partial class PublishingJson : JsonSerializerContext
{
    /// <summary>Letters of all scripts stay readable.</summary>
    public static PublishingJson Written { get; } = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    });
}

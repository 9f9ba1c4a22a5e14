using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Vignette.Exchange.Coco;
using Vignette.Exchange.JsonLines;

namespace Vignette.Exchange.Json;

/// <summary>How data sets are read from JSON, and what is the same of all that are written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CocoImage))]
[JsonSerializable(typeof(CocoAnnotation))]
[JsonSerializable(typeof(CocoCategory))]
[JsonSerializable(typeof(JsonLine))]
internal sealed partial class ExchangeJson : JsonSerializerContext
{
    /// <summary>Letters of all scripts stay readable.</summary>
    public static JavaScriptEncoder Encoder { get; } = JavaScriptEncoder.Create(UnicodeRanges.All);

    public static ExchangeJson Written { get; } = new(new JsonSerializerOptions
    {
        Encoder = Encoder,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    });
}

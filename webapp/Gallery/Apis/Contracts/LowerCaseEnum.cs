using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vignette.Gallery.Apis.Contracts;

/// <summary>Writes an enum as its name in lower case, with underscores between words; reads no numbers.</summary>
internal sealed class LowerCaseEnum<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where TEnum : struct, Enum;

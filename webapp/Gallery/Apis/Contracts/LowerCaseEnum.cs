using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vignette.Gallery.Apis.Contracts;

/// <summary>Writes an enum as its name in camelCase; reads no numbers.</summary>
internal sealed class LowerCaseEnum<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where TEnum : struct, Enum;

using System.Text.Json.Serialization;

namespace Vignette.Schema.Catalog;

/// <summary>Values as a statement takes many of them.</summary>
[JsonSerializable(typeof(long[]))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class ParameterJson : JsonSerializerContext;

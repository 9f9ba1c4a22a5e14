using System.Text.Json.Serialization;

namespace Vignette.Schema.Catalog;

/// <summary>Numbers as a statement takes many of them.</summary>
[JsonSerializable(typeof(long[]))]
internal sealed partial class NumberJson : JsonSerializerContext;

using System.Text.Json;
using System.Text.Json.Nodes;

namespace Vignette.Planning.Differences.Comparison;

/// <summary>Policy documents without what means nothing in them: the order of actions, resources and principals, and whether a single one is in a list.</summary>
internal static class PolicyText
{
    private const string Statements = "Statement";

    public static bool Is(JsonElement json) => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(Statements, out var statements)
        && (statements.ValueKind == JsonValueKind.Object || (statements.ValueKind == JsonValueKind.Array && statements.EnumerateArray().All(statement => statement.ValueKind == JsonValueKind.Object)));

    public static JsonElement Normalize(JsonElement document)
    {
        var result = JsonObject.Create(document)!;
        var statements = document.GetProperty(Statements);
        var each = (statements.ValueKind == JsonValueKind.Array ? statements.EnumerateArray().ToList() : [statements]).Select(Sorted).OrderBy(node => node!.ToJsonString(), StringComparer.Ordinal);
        result[Statements] = new JsonArray([.. each]);
        return JsonSerializer.SerializeToElement(result);
    }

    private static JsonNode? Sorted(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => new JsonObject(value.EnumerateObject().DistinctBy(member => member.Name).OrderBy(member => member.Name, StringComparer.Ordinal)
            .Select(member => KeyValuePair.Create(member.Name, Sorted(member.Value)))),
        JsonValueKind.Array when value.GetArrayLength() == 1 => Sorted(value[0]),
        JsonValueKind.Array => new JsonArray([.. value.EnumerateArray().Select(Sorted).OrderBy(node => node?.ToJsonString(), StringComparer.Ordinal)]),
        JsonValueKind.Null => null,
        _ => JsonValue.Create(value),
    };
}

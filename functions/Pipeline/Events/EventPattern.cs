using System.Text.Json;

namespace Vignette.Pipeline.Events;

/// <summary>
/// An EventBridge event pattern: which events a route takes. Of its language this knows exact values and
/// <c>{"prefix": …}</c>; every field that the pattern names must be in the event, with one of the values listed.
/// <see href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern.html"/>.
/// </summary>
public sealed class EventPattern
{
    private readonly string _json;
    private readonly JsonElement _root;

    private EventPattern(string json, JsonElement root) => (_json, _root) = (json, root);

    /// <summary>Every object that is created in the bucket, or only those whose keys begin so.</summary>
    public static EventPattern ObjectCreated(string bucket, string keyPrefix = "")
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("source");
            writer.WriteStringValue(ObjectCreatedEnvelope.Source);
            writer.WriteEndArray();
            writer.WriteStartArray("detail-type");
            writer.WriteStringValue(ObjectCreatedEnvelope.DetailType);
            writer.WriteEndArray();
            writer.WriteStartObject("detail");
            writer.WriteStartObject("bucket");
            writer.WriteStartArray("name");
            writer.WriteStringValue(bucket);
            writer.WriteEndArray();
            writer.WriteEndObject();
            if (keyPrefix.Length > 0)
            {
                writer.WriteStartObject("object");
                writer.WriteStartArray("key");
                writer.WriteStartObject();
                writer.WriteString("prefix", keyPrefix);
                writer.WriteEndObject();
                writer.WriteEndArray();
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return Parse(System.Text.Encoding.UTF8.GetString(stream.ToArray()));
    }

    /// <exception cref="FormatException">Not an event pattern, or one with a filter that this does not know.</exception>
    public static EventPattern Parse(string json)
    {
        try
        {
            var root = JsonElement.Parse(json);
            Check(root, "$");
            return new EventPattern(json, root);
        }
        catch (JsonException e)
        {
            throw new FormatException("An event pattern is a JSON object.", e);
        }
    }

    public bool Matches(JsonElement created) => MatchesObject(_root, created);

    /// <summary>The pattern's JSON.</summary>
    public override string ToString() => _json;

    private static void Check(JsonElement pattern, string path)
    {
        if (pattern.ValueKind == JsonValueKind.Object && pattern.EnumerateObject().Any())
        {
            foreach (var field in pattern.EnumerateObject())
            {
                Check(field.Value, $"{path}.{field.Name}");
            }

            return;
        }

        if (pattern.ValueKind != JsonValueKind.Array || pattern.GetArrayLength() == 0)
        {
            throw new FormatException($"{path} is neither an object of fields nor a list of values.");
        }

        foreach (var value in pattern.EnumerateArray())
        {
            if (value.ValueKind == JsonValueKind.Array || (value.ValueKind == JsonValueKind.Object && Prefix(value) is null))
            {
                throw new FormatException($"{path} has a filter that is not known here: {value}.");
            }
        }
    }

    private static bool MatchesObject(JsonElement pattern, JsonElement created)
    {
        foreach (var field in pattern.EnumerateObject())
        {
            if (created.ValueKind != JsonValueKind.Object || !created.TryGetProperty(field.Name, out var value))
            {
                return false;
            }

            var matches = field.Value.ValueKind == JsonValueKind.Object ? MatchesObject(field.Value, value) : MatchesAny(field.Value, value);
            if (!matches)
            {
                return false;
            }
        }

        return true;
    }

    private static bool MatchesAny(JsonElement filters, JsonElement value) =>
        value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray().Any(item => MatchesAny(filters, item))
            : filters.EnumerateArray().Any(filter => MatchesOne(filter, value));

    private static bool MatchesOne(JsonElement filter, JsonElement value) =>
        filter.ValueKind == JsonValueKind.Object
            ? value.ValueKind == JsonValueKind.String && value.GetString()!.StartsWith(Prefix(filter)!, StringComparison.Ordinal)
            : JsonElement.DeepEquals(filter, value);

    private static string? Prefix(JsonElement filter) =>
        filter.EnumerateObject().ToList() is [{ Name: "prefix", Value.ValueKind: JsonValueKind.String } only] ? only.Value.GetString() : null;
}

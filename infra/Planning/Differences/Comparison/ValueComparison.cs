using System.Text;
using System.Text.Json;

namespace Vignette.Planning.Differences.Comparison;

/// <summary>Compares values part by part, so that what is said is as small as what changed. Either way round it says the same.</summary>
internal static class ValueComparison
{
    /// <summary>What tells the elements of a list apart, where all of them have one of these and no two the same.</summary>
    private static readonly string[] Keys = ["id", "Sid", "name", "key", "ruleNo", "rulePriority", "priority", "deviceName", "resourceType"];

    private static readonly string[] Encoded = ["userData", "userDataBase64"];

    /// <summary>What differs, in the order of the paths.</summary>
    public static IEnumerable<InputDifference> Between(JsonElement before, JsonElement after) => Between(Place.Root, before, after);

    private static IEnumerable<InputDifference> Between(Place place, JsonElement? before, JsonElement? after)
    {
        if (before is not { } old || after is not { } now)
        {
            return before is null && after is null ? [] : [place.Differs(before, after)];
        }

        if (JsonElement.DeepEquals(old, now))
        {
            return [];
        }

        return (old.ValueKind, now.ValueKind) switch
        {
            (JsonValueKind.Object, JsonValueKind.Object) => Objects(place, old, now),
            (JsonValueKind.Array, JsonValueKind.Array) => Lists(place, old, now),
            (JsonValueKind.String, JsonValueKind.String) => Texts(place, old, now),
            _ => [place.Differs(old, now)],
        };
    }

    private static IEnumerable<InputDifference> Objects(Place place, JsonElement before, JsonElement after) =>
        before.EnumerateObject().Concat(after.EnumerateObject()).Select(member => member.Name).Distinct().Order(StringComparer.Ordinal)
            .SelectMany(name => Between(place.Member(name), Member(before, name), Member(after, name)));

    private static IEnumerable<InputDifference> Lists(Place place, JsonElement before, JsonElement after)
    {
        var (old, now) = (before.EnumerateArray().ToList(), after.EnumerateArray().ToList());
        if (!old.Concat(now).All(item => item.ValueKind == JsonValueKind.Object))
        {
            return old.Count == now.Count && old.Concat(now).All(item => item.ValueKind == JsonValueKind.Array)
                ? old.Zip(now).SelectMany((pair, index) => Between(place.Item(index), pair.First, pair.Second))
                : [place.Differs(before, after)];
        }

        if (Keys.FirstOrDefault(key => TellsApart(old, key) && TellsApart(now, key)) is { } found)
        {
            JsonElement? Find(List<JsonElement> items, string id) => items.Where(item => Text(item, found) == id).Select(item => (JsonElement?)item).FirstOrDefault();
            return old.Concat(now).Select(item => Text(item, found)!).Distinct().Order(StringComparer.Ordinal)
                .SelectMany(id => Between(place.Item(id), Find(old, id), Find(now, id)));
        }

        var (gone, come) = (Without(old, now), Without(now, old));
        return gone.Count == come.Count && gone.Count > 0
            ? gone.Zip(come).SelectMany(pair => Between(place.Item(pair.First.Index), pair.First.Item, pair.Second.Item))
            : gone.Count + come.Count == 0
                ? [place.Differs(before, after)]
                : [.. gone.Select(item => place.Item(item.Index).Differs(item.Item, null)), .. come.Select(item => place.Item(item.Index).Differs(null, item.Item))];
    }

    private static IEnumerable<InputDifference> Texts(Place place, JsonElement before, JsonElement after)
    {
        var (old, now) = (before.GetString()!, after.GetString()!);
        if (JsonText.Parse(old) is { } oldJson && JsonText.Parse(now) is { } newJson)
        {
            return PolicyText.Is(oldJson) && PolicyText.Is(newJson)
                ? Between(place, PolicyText.Normalize(oldJson), PolicyText.Normalize(newJson))
                : Between(place, oldJson, newJson);
        }

        return Encoded.Contains(place.Path) && Decoded(old) is { } oldText && Decoded(now) is { } newText
            ? [place.Differs(JsonSerializer.SerializeToElement(oldText), JsonSerializer.SerializeToElement(newText))]
            : [place.Differs(before, after)];
    }

    private static bool TellsApart(List<JsonElement> items, string key) =>
        items.All(item => Text(item, key) is not null) && items.Select(item => Text(item, key)).Distinct().Count() == items.Count;

    private static string? Text(JsonElement item, string key) =>
        item.TryGetProperty(key, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number ? value.ToString() : null;

    private static JsonElement? Member(JsonElement value, string name) => value.TryGetProperty(name, out var member) ? member : null;

    /// <summary>Those that the others do not have, each as often as it is not there.</summary>
    private static List<(int Index, JsonElement Item)> Without(List<JsonElement> items, List<JsonElement> others)
    {
        var left = others.ToList();
        var result = new List<(int, JsonElement)>();
        foreach (var (index, item) in items.Index())
        {
            var at = left.FindIndex(other => JsonElement.DeepEquals(item, other));
            if (at < 0)
            {
                result.Add((index, item));
            }
            else
            {
                left.RemoveAt(at);
            }
        }

        return result;
    }

    private static string? Decoded(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }
}

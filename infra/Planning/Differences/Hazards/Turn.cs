using System.Text.Json;

namespace Vignette.Planning.Differences.Hazards;

/// <summary>Ways in which an input changes.</summary>
internal static class Turn
{
    public static bool Any(JsonElement? before, JsonElement? after) => true;

    /// <summary>It was true and is not.</summary>
    public static bool Off(JsonElement? before, JsonElement? after) => IsTrue(before) && !IsTrue(after);

    /// <summary>It is true and was not.</summary>
    public static bool On(JsonElement? before, JsonElement? after) => !IsTrue(before) && IsTrue(after);

    /// <summary>It was true, which it is where it is not set, and is not.</summary>
    public static bool OffByWord(JsonElement? before, JsonElement? after) => !IsFalse(before) && IsFalse(after);

    /// <summary>It is less than it was; where it is not set it is 0.</summary>
    public static bool Down(JsonElement? before, JsonElement? after) => (Number(after) ?? 0) < (Number(before) ?? 0);

    /// <summary>It is less than it was; where it is 0 or not set it is without end.</summary>
    public static bool Shorter(JsonElement? before, JsonElement? after) => Term(after) < Term(before);

    public static bool ToNone(JsonElement? before, JsonElement? after) => before is not null && (after is null || Number(after) == 0);

    /// <summary>It is 0 and was not.</summary>
    public static bool ToZero(JsonElement? before, JsonElement? after) => Number(before) != 0 && Number(after) == 0;

    /// <summary>It is a word and was not.</summary>
    public static Func<JsonElement?, JsonElement?, bool> To(string word) => (before, after) => Text(after) == word && Text(before) != word;

    /// <summary>It was a word and is not.</summary>
    public static Func<JsonElement?, JsonElement?, bool> From(string word) => (before, after) => Text(before) == word && Text(after) != word;

    private static double Term(JsonElement? value) => Number(value) is { } number and not 0 ? number : double.PositiveInfinity;

    private static double? Number(JsonElement? value) => value is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;

    private static string? Text(JsonElement? value) => value is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static bool IsTrue(JsonElement? value) => value is { ValueKind: JsonValueKind.True };

    private static bool IsFalse(JsonElement? value) => value is { ValueKind: JsonValueKind.False };
}

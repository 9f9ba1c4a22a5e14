using System.Text.Json;
using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Pipeline.Captions.Chat;

/// <summary>What a model said, checked and cleaned: a schema is a request to a model, not a promise of it.</summary>
/// <param name="Caption">Empty where the model said nothing.</param>
/// <param name="DroppedObjects">How many objects had no usable label or box.</param>
internal sealed record ChatReply(string Caption, IReadOnlyList<string> Tags, IReadOnlyList<DetectedObject> Objects, int DroppedObjects)
{
    private const int MaxTags = 20;

    private const int MaxObjects = 20;

    private const int MaxLabelLength = 64;

    /// <exception cref="JsonException">It is not JSON, or not of the form that was asked for.</exception>
    public static ChatReply Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            var objects = root.GetProperty("objects").EnumerateArray().Select(ReadObject).ToList();
            return new ChatReply(
                ReplyText.Clean(Text(root.GetProperty("caption")), AnnotationEdit.MaxCaptionLength),
                [.. root.GetProperty("tags").EnumerateArray().Select(ReadTag).Where(tag => tag.Length > 0).Distinct().Take(MaxTags)],
                [.. objects.OfType<DetectedObject>().Take(MaxObjects)],
                objects.Count(found => found is null));
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException)
        {
            // A property that is missing, of another type, or a string with half a surrogate pair.
            throw new JsonException("The reply is not of the form that was asked for.", e);
        }
    }

    private static string Text(JsonElement element) => element.GetString() ?? "";

    private static string ReadTag(JsonElement element) => ReplyText.Clean(Text(element).ToLowerInvariant(), AnnotationEdit.MaxTagLength);

    private static DetectedObject? ReadObject(JsonElement element)
    {
        var label = ReplyText.Clean(Text(element.GetProperty("label")), MaxLabelLength);
        return label.Length > 0 && ModelBox.Parse(element.GetProperty("box_2d")) is { } box
            ? new DetectedObject(label, ReadConfidence(element), box)
            : null;
    }

    private static double? ReadConfidence(JsonElement element) =>
        element.TryGetProperty("confidence", out var value) && value.ValueKind == JsonValueKind.Number && value.GetDouble() is >= 0 and <= 1 and var confidence
            ? confidence
            : null;
}

using System.Globalization;
using System.Text.Json;

namespace Vignette.Pipeline.Captions.Chat;

/// <summary>What an endpoint's error body says.</summary>
/// <param name="Message">Cleaned and short; null where the body has none that is meant for a person.</param>
/// <param name="RetryDelay">google.rpc.RetryInfo's delay; null where the body has none.</param>
internal sealed record ProviderError(string? Message, TimeSpan? RetryDelay)
{
    private const int MaxMessageLength = 300;

    private static readonly ProviderError Unreadable = new(null, null);

    /// <summary>
    /// Reads OpenAI's form, an object around <c>error</c>; Gemini's, an array around that; and Ollama's, whose
    /// <c>error</c> is a string. Anything else, such as a proxy's HTML page, has no message.
    /// </summary>
    public static ProviderError Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Array && root.GetArrayLength() > 0)
            {
                root = root[0];
            }

            var error = Property(root, "error") ?? root;
            var message = error.ValueKind == JsonValueKind.String ? error.GetString() : String(error, "message");
            var clean = message is null ? null : ReplyText.Clean(message, MaxMessageLength);
            return new ProviderError(clean is { Length: > 0 } ? clean : null, ReadRetryDelay(error));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return Unreadable;
        }
    }

    // A protobuf Duration in JSON: seconds with an s, "12s" or "0.5s".
    private static TimeSpan? ReadRetryDelay(JsonElement error)
    {
        if (Property(error, "details") is not { ValueKind: JsonValueKind.Array } details)
        {
            return null;
        }

        return details.EnumerateArray()
            .Select(detail => String(detail, "retryDelay"))
            .Select(text => text is [.. var number, 's']
                && double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
                    ? ProviderFault.Wait(seconds)
                    : (TimeSpan?)null)
            .FirstOrDefault(delay => delay is not null);
    }

    private static JsonElement? Property(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;

    private static string? String(JsonElement element, string name) =>
        Property(element, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;
}

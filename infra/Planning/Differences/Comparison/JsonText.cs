using System.Text.Json;

namespace Vignette.Planning.Differences.Comparison;

/// <summary>Texts that are JSON, such as a policy.</summary>
internal static class JsonText
{
    /// <summary>The object or list that a text is; null for any other text.</summary>
    public static JsonElement? Parse(string text)
    {
        try
        {
            return text is ['{' or '[', ..] ? JsonElement.Parse(text) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

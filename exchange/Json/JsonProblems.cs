using System.Text.Json;

namespace Vignette.Exchange.Json;

/// <summary>Reads one item, or says in words why it cannot be read.</summary>
internal static class JsonProblems
{
    /// <summary>Null where it cannot be read.</summary>
    /// <param name="problem">Why.</param>
    public static T? Read<T>(ReadOnlySpan<byte> json, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, out string problem)
        where T : class
    {
        try
        {
            problem = "There is nothing here: null.";
            return JsonSerializer.Deserialize(json, type);
        }
        catch (JsonException fault)
        {
            problem = fault.Path is { } path and not "$" ? $"{Shown.Name(path.TrimStart('$', '.'))} is not what it should be." : "This is not whole JSON of the right kind.";
        }

        return null;
    }
}

using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Vignette.Planning;

/// <summary>
/// A plan as JSON, the same bytes for the same plan: indented, lines ended by LF, the keys of every object in ordinal order.
/// </summary>
public static class PlanJson
{
    private static readonly JsonWriterOptions Layout = new()
    {
        Indented = true,
        IndentSize = 2,
        NewLine = "\n",
        // It is read by people and shown in no browser.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Layout))
        {
            writer.WriteStartObject();
            writer.WriteString("stack", plan.Stack);
            writer.WriteStartArray("resources");
            foreach (var resource in plan.Resources)
            {
                Write(writer, resource);
            }

            writer.WriteEndArray();
            writer.WriteStartObject("outputs");
            foreach (var (name, value) in plan.Outputs)
            {
                writer.WritePropertyName(name);
                Write(writer, value);
            }

            writer.WriteEndObject();
            writer.WriteStartObject("sources");
            foreach (var (path, digest) in plan.Sources)
            {
                writer.WriteString(path, digest);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    /// <exception cref="PlanException">It is no plan; the message says where.</exception>
    public static Plan Read(string json)
    {
        try
        {
            var root = JsonElement.Parse(json);
            return new Plan(
                root.GetProperty("stack").GetString()!,
                root.GetProperty("resources").EnumerateArray().Select(ReadResource),
                root.GetProperty("outputs").EnumerateObject().Select(output => KeyValuePair.Create(output.Name, output.Value)),
                root.GetProperty("sources").EnumerateObject().Select(source => KeyValuePair.Create(source.Name, source.Value.GetString()!)));
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new PlanException($"This is not a plan: {fault.Message}", fault);
        }
    }

    /// <exception cref="PlanException">The file is not there or has no plan.</exception>
    public static Plan ReadFile(string path)
    {
        try
        {
            return Read(File.ReadAllText(path));
        }
        catch (Exception fault) when (fault is IOException or PlanException)
        {
            throw new PlanException($"{path}: {fault.Message}", fault);
        }
    }

    private static void Write(Utf8JsonWriter writer, PlannedResource resource)
    {
        writer.WriteStartObject();
        writer.WriteString("type", resource.Type);
        writer.WriteString("name", resource.Name);
        if (resource.Parent is { } parent)
        {
            writer.WriteString("parent", parent);
        }

        writer.WritePropertyName("inputs");
        Write(writer, resource.Inputs);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private static PlannedResource ReadResource(JsonElement resource) => new(
        resource.GetProperty("type").GetString()!,
        resource.GetProperty("name").GetString()!,
        resource.TryGetProperty("parent", out var parent) ? parent.GetString() : null,
        resource.GetProperty("inputs").Clone());
}

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
    /// <summary>The version of the format. Plans without one are of this version too: they were written before it had a number.</summary>
    private const int Format = 1;

    /// <summary>More than ten times as much as a plan has: a larger file is none.</summary>
    private const int MaxBytes = 4 * 1024 * 1024;

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
            writer.WriteNumber("format", Format);
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

    /// <summary>A value on one line, the same for the same value.</summary>
    public static string Write(JsonElement value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Layout with { Indented = false }))
        {
            Write(writer, value);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <exception cref="PlanException">It is no plan, or one of another format; the message says where.</exception>
    public static Plan Read(string json)
    {
        try
        {
            var root = JsonElement.Parse(json);
            if (root.TryGetProperty("format", out var format) && !(format.TryGetInt32(out var version) && version == Format))
            {
                throw new PlanException($"This plan is of format {format.GetRawText()}, and this program reads format {Format}: use the program that wrote it, or write it anew by ./dev plan.");
            }

            return new Plan(
                Text(root, "stack"),
                root.GetProperty("resources").EnumerateArray().Select(ReadResource),
                root.GetProperty("outputs").EnumerateObject().Select(output => KeyValuePair.Create(output.Name, output.Value)),
                root.GetProperty("sources").EnumerateObject().Select(source => KeyValuePair.Create(source.Name, source.Value.GetString()!)));
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new PlanException($"This is not a plan: {fault.Message}", fault);
        }
    }

    /// <exception cref="PlanException">The file is not there, cannot be read or has no plan.</exception>
    public static Plan ReadFile(string path)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: > MaxBytes } large
                ? throw new PlanException($"This is not a plan: it has {large.Length:N0} bytes, and at most {MaxBytes:N0} are read.")
                : Read(File.ReadAllText(path));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or PlanException)
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
        Text(resource, "type"),
        Text(resource, "name"),
        resource.TryGetProperty("parent", out var parent) ? parent.GetString() : null,
        resource.GetProperty("inputs").Clone());

    private static string Text(JsonElement value, string name) =>
        value.GetProperty(name).GetString() ?? throw new InvalidOperationException($"{name} is null.");
}

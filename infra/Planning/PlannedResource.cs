using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Vignette.Planning;

/// <summary>A resource as the program declares it.</summary>
public sealed class PlannedResource
{
    private const string ComponentPackage = "vignette:";

    /// <param name="type">Such as <c>aws:s3/bucket:Bucket</c>.</param>
    /// <param name="name">Its logical name: no other resource of the plan has it.</param>
    /// <param name="parent">The name of the component that it belongs to, or null.</param>
    /// <param name="inputs">An object: what it is declared with.</param>
    public PlannedResource(string type, string name, string? parent, JsonElement inputs)
    {
        if (inputs.ValueKind != JsonValueKind.Object)
        {
            throw new PlanException($"The inputs of {name} must be an object.");
        }

        (Type, Name, Parent, Inputs) = (type, name, parent, inputs);
        References = [.. Reference.In(inputs)];
    }

    /// <summary>Such as <c>aws:s3/bucket:Bucket</c>.</summary>
    public string Type { get; }

    /// <summary>Its logical name: no other resource of the plan has it.</summary>
    public string Name { get; }

    /// <summary>The name of the component that it belongs to, or null.</summary>
    public string? Parent { get; }

    /// <summary>An object. A reference to another resource's output is written <c>${name.output}</c>, a secret <see cref="Plan.Secret"/>.</summary>
    public JsonElement Inputs { get; }

    /// <summary>Whether it is a component, which only holds others, or one that a provider makes.</summary>
    public bool IsComponent => Type.StartsWith(ComponentPackage, StringComparison.Ordinal);

    /// <summary>Whose outputs its inputs are made of, each once, in the order of the inputs.</summary>
    public ImmutableArray<Reference> References { get; }

    /// <summary>An input, or a part of one, by its path: <c>tags.Name</c>, <c>rules.0.id</c>; null where there is none.</summary>
    public JsonElement? this[string path] => path.Split('.').Aggregate((JsonElement?)Inputs, Step);

    /// <summary>An input that is a text; null where there is none.</summary>
    /// <exception cref="PlanException">It is no text.</exception>
    public string? Text(string path) => Of(path, JsonValueKind.String)?.GetString();

    /// <summary>An input that is a number; null where there is none.</summary>
    /// <exception cref="PlanException">It is no number.</exception>
    public double? Number(string path) => Of(path, JsonValueKind.Number)?.GetDouble();

    /// <summary>An input that is true or false; null where there is none.</summary>
    /// <exception cref="PlanException">It is neither.</exception>
    public bool? Flag(string path) => this[path] switch
    {
        null => null,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => throw Unexpected(path, "true or false"),
    };

    /// <summary>The elements of an input that is a list; none where there is no such input.</summary>
    /// <exception cref="PlanException">It is no list.</exception>
    public IReadOnlyList<JsonElement> List(string path) => Of(path, JsonValueKind.Array) is { } list ? [.. list.EnumerateArray()] : [];

    /// <summary>An input that is a text of JSON, such as a policy, as that JSON; null where there is none.</summary>
    /// <exception cref="PlanException">It is no text of JSON.</exception>
    public JsonElement? Json(string path)
    {
        try
        {
            return Text(path) is { } text ? JsonElement.Parse(text) : null;
        }
        catch (JsonException)
        {
            throw Unexpected(path, "JSON");
        }
    }

    /// <summary>The resource that an input refers to: the reference that is the whole input; null for any other input.</summary>
    public Reference? Refers(string path) =>
        this[path] is { ValueKind: JsonValueKind.String } text && Reference.TryParse(text.GetString(), out var reference) ? reference : null;

    public override string ToString() => $"{Name} ({Type})";

    private static JsonElement? Step(JsonElement? value, string part) => value switch
    {
        { ValueKind: JsonValueKind.Object } map when map.TryGetProperty(part, out var member) => member,
        { ValueKind: JsonValueKind.Array } list when int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < list.GetArrayLength() => list[index],
        _ => null,
    };

    private JsonElement? Of(string path, JsonValueKind kind) => this[path] switch
    {
        null => null,
        { } value when value.ValueKind == kind => value,
        _ => throw Unexpected(path, kind.ToString().ToLowerInvariant()),
    };

    private PlanException Unexpected(string path, string expected) => new($"{path} of {this} is not {expected}: {this[path]}");
}

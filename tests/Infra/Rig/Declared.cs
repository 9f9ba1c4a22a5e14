using System.Collections;
using System.Text.Json;

namespace Vignette.Infra.Tests.Rig;

/// <summary>A resource as the program declared it.</summary>
/// <param name="Provider">Who makes it: the URN and the id of its provider, which children have from their parents; or nothing.</param>
/// <param name="Inputs">What it was declared with; references to other resources are <c>name.output</c>.</param>
internal sealed record Declared(string Urn, string Type, string Name, string Provider, IReadOnlyDictionary<string, object> Inputs)
{
    /// <summary>The value of an input, or of a part of it: <c>tags.Name</c>, <c>rules.0.id</c>; null where there is none.</summary>
    public object? this[string path] => path.Split('.').Aggregate((object?)Inputs, Step);

    /// <summary>An input that is a list of texts.</summary>
    public IReadOnlyList<string> List(string path) => [.. this[path].ShouldBeAssignableTo<IEnumerable>().ShouldNotBeNull().Cast<string>()];

    /// <summary>An input that is a text of JSON.</summary>
    public JsonElement Json(string path) => JsonElement.Parse(this[path].ShouldBeOfType<string>());

    private static object? Step(object? value, string part) => value switch
    {
        IReadOnlyDictionary<string, object> map => map.GetValueOrDefault(part),
        IReadOnlyList<object> list => list.ElementAtOrDefault(int.Parse(part, System.Globalization.CultureInfo.InvariantCulture)),
        _ => null,
    };
}

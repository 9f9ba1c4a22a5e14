using System.Globalization;
using System.Text.Json;

namespace Vignette.Planning.Differences.Comparison;

/// <summary>Where a value is.</summary>
/// <param name="Path">With what tells the elements of lists apart.</param>
/// <param name="Members">Without it: names of members alone.</param>
internal readonly record struct Place(string Path, string Members)
{
    public static Place Root { get; } = new("", "");

    public Place Member(string name) => Path.Length == 0 ? new(name, name) : new($"{Path}.{name}", $"{Members}.{name}");

    public Place Item(string id) => this with { Path = $"{Path}[{id}]" };

    public Place Item(int index) => Item(index.ToString(CultureInfo.InvariantCulture));

    public InputDifference Differs(JsonElement? before, JsonElement? after) => new(Path, Members, before, after);
}

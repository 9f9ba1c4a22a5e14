using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Vignette.Planning.Tests.Rig;

/// <summary>A plan with something changed.</summary>
internal static class PlanEditor
{
    /// <summary>The plan with another value of an input, or of a part of one: <c>rules.0.status</c>. What the path leads through is made.</summary>
    /// <param name="value">As C# has it; a reference as it is written in a plan.</param>
    public static Plan With(this Plan plan, string name, string path, object? value) =>
        plan.Edit(name, inputs => Place(inputs, path.Split('.'), JsonSerializer.SerializeToNode(value)));

    /// <summary>The plan without an input, or without a part of one.</summary>
    public static Plan Without(this Plan plan, string name, string path)
    {
        if (plan[name][path] is null)
        {
            throw new PlanException($"{name} has no {path} that could be left out.");
        }

        return plan.Edit(name, inputs => Remove(inputs, path.Split('.')));
    }

    /// <summary>The plan without a resource, which nothing may refer to.</summary>
    public static Plan Without(this Plan plan, string name) => plan.Of(plan.Resources.Where(resource => resource != plan[name]));

    /// <summary>The plan with one resource more.</summary>
    /// <param name="inputs">As JSON.</param>
    public static Plan Add(this Plan plan, string type, string name, string inputs) =>
        plan.Of(plan.Resources.Append(new PlannedResource(type, name, null, JsonElement.Parse(inputs))));

    /// <summary>The plan with another name of a resource, also where others refer to it.</summary>
    public static Plan Rename(this Plan plan, string name, string by)
    {
        _ = plan[name];
        string Name(string candidate) => candidate == name ? by : candidate;
        string Renamed(string text) => Reference.Replace(text, reference => (reference with { Name = Name(reference.Name) }).ToString());

        return new(
            plan.Stack,
            plan.Resources.Select(resource => new PlannedResource(resource.Type, Name(resource.Name), resource.Parent is { } parent ? Name(parent) : null, JsonElement.Parse(Renamed(resource.Inputs.GetRawText())))),
            plan.Outputs.Select(output => KeyValuePair.Create(output.Key, JsonElement.Parse(Renamed(output.Value.GetRawText())))),
            plan.Sources);
    }

    /// <summary>The plan with another text of an input, such as a policy.</summary>
    public static Plan Replace(this Plan plan, string name, string path, string text, string by)
    {
        var value = plan[name].Text(path) ?? throw new PlanException($"{name} has no {path}.");
        return value.Contains(text, StringComparison.Ordinal)
            ? plan.With(name, path, value.Replace(text, by, StringComparison.Ordinal))
            : throw new PlanException($"{path} of {name} has no {text}: {value}");
    }

    /// <summary>The plan with one statement more in a policy.</summary>
    /// <param name="statement">As JSON.</param>
    public static Plan Allow(this Plan plan, string name, string path, string statement)
    {
        var document = JsonNode.Parse(plan[name].Text(path)!)!;
        document["Statement"]!.AsArray().Add(JsonNode.Parse(statement));
        return plan.With(name, path, document.ToJsonString());
    }

    private static Plan Edit(this Plan plan, string name, Func<JsonNode, JsonNode> change)
    {
        var found = plan[name];
        var inputs = JsonSerializer.SerializeToElement(change(JsonObject.Create(found.Inputs)!));
        return plan.Of(plan.Resources.Select(resource => resource == found ? new PlannedResource(found.Type, found.Name, found.Parent, inputs) : resource));
    }

    private static Plan Of(this Plan plan, IEnumerable<PlannedResource> resources) => new(plan.Stack, resources, plan.Outputs, plan.Sources);

    private static JsonNode Place(JsonNode? within, ReadOnlySpan<string> path, JsonNode? value)
    {
        if (int.TryParse(path[0], NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            var list = within as JsonArray ?? [];
            while (list.Count <= index)
            {
                list.Add(null);
            }

            var item = list[index];
            list[index] = null;
            list[index] = path.Length == 1 ? value : Place(item, path[1..], value);
            return list;
        }

        var map = within as JsonObject ?? [];
        map.Remove(path[0], out var member);
        map[path[0]] = path.Length == 1 ? value : Place(member, path[1..], value);
        return map;
    }

    private static JsonNode Remove(JsonNode within, ReadOnlySpan<string> path)
    {
        var inner = within;
        foreach (var part in path[..^1])
        {
            inner = (inner is JsonArray list ? list[int.Parse(part, CultureInfo.InvariantCulture)] : inner[part])!;
        }

        if (inner is JsonArray items)
        {
            items.RemoveAt(int.Parse(path[^1], CultureInfo.InvariantCulture));
        }
        else
        {
            inner.AsObject().Remove(path[^1]);
        }

        return within;
    }
}

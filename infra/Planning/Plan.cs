using System.Collections.Immutable;
using System.Text.Json;

namespace Vignette.Planning;

/// <summary>
/// What a stack would deploy: all resources that its program declares, with what they are declared with. It is written by
/// running the program, without a cloud, and read wherever somebody asks what would be there.
/// </summary>
public sealed class Plan
{
    /// <summary>What stands where the program has a secret.</summary>
    public const string Secret = "[secret]";

    private readonly ImmutableSortedDictionary<string, PlannedResource> _byName;

    /// <param name="stack">The stack's name: <c>dev</c> or <c>prod</c>.</param>
    /// <param name="resources">In any order.</param>
    /// <param name="outputs">What the stack gives out, by name.</param>
    /// <param name="sources">The digests of the files that the plan was made from, by path from the repository's root.</param>
    /// <exception cref="PlanException">Two resources have one name, or a parent or a resource that is referred to is not there.</exception>
    public Plan(
        string stack,
        IEnumerable<PlannedResource> resources,
        IEnumerable<KeyValuePair<string, JsonElement>> outputs,
        IEnumerable<KeyValuePair<string, string>> sources)
    {
        ArgumentNullException.ThrowIfNull(resources);
        Stack = stack;
        Outputs = outputs.ToImmutableSortedDictionary(StringComparer.Ordinal);
        Sources = sources.ToImmutableSortedDictionary(StringComparer.Ordinal);
        _byName = ByName(resources);
        Resources = InOrder(_byName.Values);
        CheckReferences();
    }

    public string Stack { get; }

    /// <summary>A component comes before its children, and those that have one parent are in the order of their names.</summary>
    public ImmutableArray<PlannedResource> Resources { get; }

    /// <summary>What the stack gives out, by name.</summary>
    public ImmutableSortedDictionary<string, JsonElement> Outputs { get; }

    /// <summary>The digests of the files that the plan was made from, by path from the repository's root.</summary>
    public ImmutableSortedDictionary<string, string> Sources { get; }

    /// <summary>The resource of a name.</summary>
    /// <exception cref="PlanException">There is none.</exception>
    public PlannedResource this[string name] => Find(name) ?? throw new PlanException($"There is no resource {name} in the plan of {Stack}.");

    /// <summary>The resource of a name, or null.</summary>
    public PlannedResource? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The resources of a type, such as <c>aws:s3/bucket:Bucket</c>.</summary>
    public IEnumerable<PlannedResource> OfType(string type) => Resources.Where(resource => resource.Type == type);

    /// <summary>What belongs to a resource: its children, in order.</summary>
    public IEnumerable<PlannedResource> ChildrenOf(PlannedResource resource) => Resources.Where(child => child.Parent == resource.Name);

    /// <summary>The components that a resource is in, from the outermost on.</summary>
    public IEnumerable<PlannedResource> AncestorsOf(PlannedResource resource) =>
        resource.Parent is { } parent ? AncestorsOf(this[parent]).Append(this[parent]) : [];

    /// <summary>The resources that refer to one, in order.</summary>
    public IEnumerable<PlannedResource> ReferringTo(PlannedResource resource) =>
        Resources.Where(other => other.References.Any(reference => reference.Name == resource.Name));

    /// <summary>The resource whose output an input is: a value that is one reference and nothing else; null for any other value.</summary>
    public PlannedResource? Resolve(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.String } text && Reference.TryParse(text.GetString(), out var reference) ? this[reference.Name] : null;

    private static ImmutableSortedDictionary<string, PlannedResource> ByName(IEnumerable<PlannedResource> resources)
    {
        var byName = ImmutableSortedDictionary.CreateBuilder<string, PlannedResource>(StringComparer.Ordinal);
        foreach (var resource in resources)
        {
            if (!byName.TryAdd(resource.Name, resource))
            {
                throw new PlanException($"Two resources are called {resource.Name}: a {byName[resource.Name].Type} and a {resource.Type}. Each needs a name that no other has, whatever its type.");
            }
        }

        return byName.ToImmutable();
    }

    private ImmutableArray<PlannedResource> InOrder(IEnumerable<PlannedResource> byName)
    {
        var children = byName.ToLookup(resource => resource.Parent);
        var ordered = ImmutableArray.CreateBuilder<PlannedResource>();
        void Add(PlannedResource resource)
        {
            ordered.Add(resource);
            foreach (var child in children[resource.Name])
            {
                Add(child);
            }
        }

        foreach (var resource in children[null])
        {
            Add(resource);
        }

        return ordered.Count == _byName.Count
            ? ordered.ToImmutable()
            : throw new PlanException("No parent leads to " + string.Join(", ", _byName.Values.Except(ordered).Select(resource => $"{resource.Name}, whose parent is {resource.Parent}")) + ".");
    }

    private void CheckReferences()
    {
        var texts = Outputs.Select(output => ($"The output {output.Key}", Reference.In(output.Value)))
            .Concat(Resources.Select(resource => (resource.Name, resource.References.AsEnumerable())));
        foreach (var (owner, references) in texts)
        {
            if (references.FirstOrDefault(reference => Find(reference.Name) is null) is { } broken)
            {
                throw new PlanException($"{owner} refers to {broken}, and there is no resource {broken.Name}.");
            }
        }
    }
}

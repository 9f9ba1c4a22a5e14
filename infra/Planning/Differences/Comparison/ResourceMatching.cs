using System.Collections.Immutable;
using System.Text.Json;

namespace Vignette.Planning.Differences.Comparison;

/// <summary>
/// Which resource of one plan is which of another. Pulumi goes by the logical name, the type and the types of the parents:
/// whatever has another one of these is another resource, and the one before is deleted. Components are none: nothing in the
/// cloud is made of them.
/// </summary>
internal sealed class ResourceMatching
{
    /// <summary>A name within its own inputs, or that of a resource which is there on one side alone.</summary>
    private const string SomeName = "?";

    private const int MostComparisons = 10_000;

    public ResourceMatching(Plan before, Plan after)
    {
        var (old, now) = (ByIdentity(before), ByIdentity(after));
        Pairs = [.. now.Where(pair => old.ContainsKey(pair.Key)).Select(pair => (old[pair.Key], pair.Value))];
        Removed = [.. old.Where(pair => !now.ContainsKey(pair.Key)).Select(pair => pair.Value)];
        Added = [.. now.Where(pair => !old.ContainsKey(pair.Key)).Select(pair => pair.Value)];
        Renames = Renamed(Removed, Added);
    }

    /// <summary>Resources of both plans.</summary>
    public ImmutableArray<(PlannedResource Before, PlannedResource After)> Pairs { get; }

    public ImmutableArray<PlannedResource> Removed { get; }

    public ImmutableArray<PlannedResource> Added { get; }

    /// <summary>What is removed and made anew under another name, otherwise the same: the name before, and the one after.</summary>
    public ImmutableDictionary<string, string> Renames { get; }

    /// <summary>What a resource that is made anew under another name was called; null for any other.</summary>
    public string? NameBefore(string name) => Renames.Where(rename => rename.Value == name).Select(rename => rename.Key).FirstOrDefault();

    /// <summary>The plan before with the names of the plan after, so that nothing is said to differ which only is called otherwise.</summary>
    public Plan Rename(Plan before)
    {
        var names = Renames.Where(rename => before.Find(rename.Value) is null).ToDictionary();
        string Name(string name) => names.GetValueOrDefault(name, name);
        JsonElement Inputs(PlannedResource resource) => resource.References.Any(reference => names.ContainsKey(reference.Name))
            ? JsonElement.Parse(Reference.Replace(resource.Inputs.GetRawText(), reference => (reference with { Name = Name(reference.Name) }).ToString()))
            : resource.Inputs;

        return names.Count == 0 ? before : new(
            before.Stack,
            before.Resources.Select(resource => new PlannedResource(resource.Type, Name(resource.Name), resource.Parent is { } parent ? Name(parent) : null, Inputs(resource))),
            [],
            []);
    }

    private static ImmutableSortedDictionary<string, PlannedResource> ByIdentity(Plan plan) => plan.Resources.Where(resource => !resource.IsComponent)
        .ToImmutableSortedDictionary(resource => $"{resource.Name} {string.Join('$', plan.AncestorsOf(resource).Append(resource).Select(each => each.Type))}", resource => resource, StringComparer.Ordinal);

    private static ImmutableDictionary<string, string> Renamed(ImmutableArray<PlannedResource> removed, ImmutableArray<PlannedResource> added)
    {
        var oneSided = removed.Concat(added).Select(resource => resource.Name).ToHashSet();
        string Rest(PlannedResource resource) =>
            resource.Type + Reference.Replace(PlanJson.Write(resource.Inputs), reference => oneSided.Contains(reference.Name) ? $"${{{SomeName}.{reference.Output}}}" : reference.ToString())
                .Replace(resource.Name, SomeName, StringComparison.Ordinal);

        var candidates = added.ToLookup(Rest, resource => resource.Name);
        return removed.GroupBy(Rest, resource => resource.Name).SelectMany(group => Alike([.. group], [.. candidates[group.Key]]))
            .ToImmutableDictionary(pair => pair.Before, pair => pair.After);
    }

    /// <summary>Of resources that are the same but for their names, those whose names are most alike.</summary>
    private static IEnumerable<(string Before, string After)> Alike(List<string> removed, List<string> added)
    {
        if ((long)removed.Count * added.Count > MostComparisons)
        {
            return removed.Zip(added);
        }

        var (left, taken) = (removed.ToHashSet(), added.ToHashSet());
        return
            from before in removed
            from after in added
            orderby Likeness(before, after) descending, string.CompareOrdinal(before, after) < 0 ? before + after : after + before
            select (Before: before, After: after) into pair
            where left.Contains(pair.Before) && taken.Contains(pair.After) && left.Remove(pair.Before) && taken.Remove(pair.After)
            select pair;
    }

    /// <summary>How much of two names is the same at their beginnings and ends.</summary>
    private static int Likeness(string a, string b)
    {
        var least = Math.Min(a.Length, b.Length);
        var start = Enumerable.Range(0, least).TakeWhile(at => a[at] == b[at]).Count();
        return start + Enumerable.Range(1, least - start).TakeWhile(at => a[^at] == b[^at]).Count();
    }
}

using System.Collections.Immutable;
using Vignette.Planning.Differences;
using Vignette.Planning.Differences.Reports;

namespace Vignette.Planning.Tests.Differences;

/// <summary>
/// Two plans of one stack, before a change and after it. Those in <c>Pairs/</c> are kept as they were made, so that no change of
/// the stack makes stale what is said of them.
/// </summary>
internal sealed record PlanPair(Plan Before, Plan After)
{
    private static readonly string Folder = Path.Combine(Golden.Folder, "Pairs");

    public static IEnumerable<string> Names => Directory.EnumerateDirectories(Folder).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal);

    public PlanDifference Difference => PlanDifference.Between(Before, After);

    /// <summary>The first three lines of the comment that a pull request with this change gets.</summary>
    public string FirstLines => string.Join('\n', MarkdownDifference.Write(new DifferenceReport([Difference])).Split('\n')[..3]);

    public static PlanPair Read(string name) => new(PlanJson.ReadFile(PathOf(name, "before")), PlanJson.ReadFile(PathOf(name, "after")));

    /// <summary>The file of one of a pair's plans.</summary>
    public static string PathOf(string name, string side) => Path.Combine(Folder, name, $"{side}.json");

    /// <summary>
    /// The pair with nothing but what differs, and what that refers to and belongs to.
    /// </summary>
    /// <param name="components">Of what differs only what is in these; where there are none, all.</param>
    public PlanPair Trim(params IReadOnlyList<string> components)
    {
        var names = Difference.Resources.Where(difference => components.Count == 0 || IsIn(components, difference)).Select(difference => difference.Name).ToHashSet();
        for (var count = -1; count != names.Count;)
        {
            count = names.Count;
            names.UnionWith(Needs(Before, names));
            names.UnionWith(Needs(After, names));
        }

        return new(Only(Before, names), Only(After, names));
    }

    /// <summary>Keeps it under a name.</summary>
    public void Write(string name)
    {
        Directory.CreateDirectory(Path.Combine(Folder, name));
        File.WriteAllText(PathOf(name, "before"), PlanJson.Write(Before));
        File.WriteAllText(PathOf(name, "after"), PlanJson.Write(After));
    }

    private static ImmutableArray<string> Needs(Plan plan, HashSet<string> names) =>
    [
        .. plan.Resources.Where(resource => names.Contains(resource.Name))
            .SelectMany(resource => resource.References.Select(reference => reference.Name).Concat(plan.AncestorsOf(resource).Select(ancestor => ancestor.Name))),
    ];

    private static Plan Only(Plan plan, HashSet<string> names) => new(
        plan.Stack,
        plan.Resources.Where(resource => names.Contains(resource.Name)),
        plan.Outputs.Where(output => Reference.In(output.Value).All(reference => names.Contains(reference.Name))),
        []);

    private bool IsIn(IReadOnlyList<string> components, ResourceDifference difference) =>
        (difference.After is { } after ? After.AncestorsOf(after) : Before.AncestorsOf(difference.Before!)).Any(ancestor => components.Contains(ancestor.Name));
}

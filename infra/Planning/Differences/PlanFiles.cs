namespace Vignette.Planning.Differences;

/// <summary>The plans that somebody asks to compare: two files, or two folders of them.</summary>
public static class PlanFiles
{
    /// <summary>What stands for no plan: the stack is new, or gone.</summary>
    public const string None = "-";

    /// <summary>Of two plans of the same program at least one resource in so many is in both.</summary>
    private const int LeastShare = 5;

    /// <param name="before">A file, <see cref="None"/>, or a folder, of which each plan is compared with the one of the same name.</param>
    /// <param name="after">The same.</param>
    /// <param name="force">Whether plans that have hardly anything in common are compared, too.</param>
    /// <exception cref="PlanException">A plan cannot be read, or two have hardly anything in common.</exception>
    public static IReadOnlyList<PlanDifference> Compare(string before, string after, bool force = false)
    {
        if (Directory.Exists(before) || Directory.Exists(after))
        {
            var names = Names(before).Union(Names(after)).Order(StringComparer.Ordinal).ToList();
            return names.Count > 0
                ? [.. names.Select(name => CompareFiles(In(before, name), In(after, name), force))]
                : throw new PlanException($"There is no plan, that is no file NAME.json, in {before} or {after}.");
        }

        return [CompareFiles(before, after, force)];
    }

    private static PlanDifference CompareFiles(string before, string after, bool force)
    {
        var (old, now) = (Read(before), Read(after));
        var (first, second) = (old ?? Empty(now), now ?? Empty(old));
        if (!force)
        {
            CheckRelated(first, second);
        }

        return PlanDifference.Between(first, second);
    }

    private static Plan? Read(string path) => path == None ? null : PlanJson.ReadFile(path);

    private static Plan Empty(Plan? other) => new(other?.Stack ?? throw new PlanException($"One of the two has to be a plan, and both are {None}."), [], [], []);

    private static void CheckRelated(Plan before, Plan after)
    {
        static HashSet<string> Resources(Plan plan) => [.. plan.Resources.Where(resource => !resource.IsComponent).Select(resource => resource.ToString())];

        var (old, now) = (Resources(before), Resources(after));
        var (fewer, common) = (Math.Min(old.Count, now.Count), old.Intersect(now).Count());
        if (common * LeastShare < fewer)
        {
            throw new PlanException($"The plans of {before.Stack} and {after.Stack} have hardly anything in common: {common} of {fewer} resources. Are they of the same program? --force compares them all the same.");
        }
    }

    private static IEnumerable<string> Names(string path) =>
        Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.json").Select(file => Path.GetFileName(file))
        : path == None ? [] : throw new PlanException($"{path} is no folder, and the other one is.");

    private static string In(string folder, string name) => Path.Combine(folder, name) is var path && File.Exists(path) ? path : None;
}

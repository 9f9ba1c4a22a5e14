using Vignette.Planning.Reports;

namespace Vignette.Planning;

/// <summary>The plans that are in the repository: of each stack one for machines and one for people, which is made from it.</summary>
/// <param name="root">The repository's folder.</param>
public sealed class PlanFolder(string root)
{
    private const string Folder = "infra/plans";

    /// <summary>The repository's folder.</summary>
    public string Root => root;

    /// <summary>The stacks that have a plan.</summary>
    public IReadOnlyList<string> Stacks =>
        [.. Directory.EnumerateFiles(Path.Combine(root, Folder), "*.json").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    /// <summary>The plans of the repository that a folder is in.</summary>
    /// <exception cref="PlanException">It is in none that has plans.</exception>
    public static PlanFolder Above(string path)
    {
        for (var folder = new DirectoryInfo(path); folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(Path.Combine(folder.FullName, Folder)))
            {
                return new PlanFolder(folder.FullName);
            }
        }

        throw new PlanException($"{path} is in no folder that has {Folder}.");
    }

    /// <summary>Where a stack's plan is, from the repository's root.</summary>
    public static string JsonOf(string stack) => $"{Folder}/{stack}.json";

    /// <summary>Where a stack's plan for people is, from the repository's root.</summary>
    public static string ReportOf(string stack) => $"{Folder}/{stack}.md";

    /// <exception cref="PlanException">The plan is not there or is none.</exception>
    public Plan Read(string stack) => PlanJson.ReadFile(Path.Combine(root, JsonOf(stack)));

    public string ReadReport(string stack) => File.ReadAllText(Path.Combine(root, ReportOf(stack)));

    public void Write(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        Directory.CreateDirectory(Path.Combine(root, Folder));
        File.WriteAllText(Path.Combine(root, JsonOf(plan.Stack)), PlanJson.Write(plan));
        File.WriteAllText(Path.Combine(root, ReportOf(plan.Stack)), PlanReport.Write(plan));
    }
}

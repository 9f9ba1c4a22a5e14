using Vignette.Planning;

namespace Vignette.Workflows.Tests.Rig;

/// <summary>The repository that the tests were built in.</summary>
internal static class Repository
{
    public static string Root { get; } = PlanFolder.Above(AppContext.BaseDirectory).Root;

    public static string File(string path) => Path.Combine(Root, path);

    public static string Read(string path) => System.IO.File.ReadAllText(File(path));

    /// <summary>The workflows and the actions of our own, from the root.</summary>
    public static IReadOnlyDictionary<string, string> Automation { get; } =
        Directory.EnumerateFiles(File(".github"), "*.yml", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path))
            .Where(path => path.StartsWith(".github/workflows/", StringComparison.Ordinal) || path.StartsWith(".github/actions/", StringComparison.Ordinal))
            .ToDictionary(path => path, Read);

    public static IReadOnlyList<string> Scripts { get; } =
        [.. Directory.EnumerateFiles(File(".github/scripts"), "*.sh").Select(path => Path.GetRelativePath(Root, path)).Order(StringComparer.Ordinal)];
}

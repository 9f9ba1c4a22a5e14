using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Vignette.Planning.Sources;

/// <summary>
/// What a plan is made from, so that it is seen without Pulumi that one of them changed after it. How a plan is written is
/// not among them: that shows in the plan itself.
/// </summary>
public static partial class SourceDigests
{
    private const string Program = "infra";

    /// <summary>Not the program: what reads plans.</summary>
    private static readonly string[] NotTheProgram = ["infra/Planning/", "infra/plans/"];

    /// <summary>What the program may take names from. Only files whose type it names count, since most of this is no concern of a plan.</summary>
    private static readonly string[] Libraries = ["functions/Pipeline", "schema", "schema.MySql"];

    /// <summary>What counts of a file of which most is no concern of a plan: lines that match.</summary>
    private static readonly (string Path, Regex Lines)[] Excerpts =
    [
        ("Directory.Build.props", Version()),
        ("Directory.Packages.props", PulumiPackage()),
    ];

    /// <summary>The digest of each, by path from the repository's root. Ends of lines do not count.</summary>
    public static IReadOnlyDictionary<string, string> Of(string root, string stack)
    {
        var program = Files(root, Program, "*.cs").Where(path => !NotTheProgram.Any(prefix => path.StartsWith(prefix, StringComparison.Ordinal))).ToList();
        var words = program.SelectMany(path => Word().Matches(Read(root, path)).Select(match => match.Value)).ToHashSet();
        var named = Libraries.SelectMany(library => Files(root, library, "*.cs")).Where(path => words.Contains(Path.GetFileNameWithoutExtension(path)));
        IEnumerable<string> whole = ["Pulumi.yaml", $"Pulumi.{stack}.yaml", .. program, .. named, .. Files(root, "schema/Migrations/MySql", "*.sql")];
        return new SortedDictionary<string, string>(
            whole.Select(path => (path, Text: Read(root, path)))
                .Concat(Excerpts.Select(excerpt => (excerpt.Path, string.Join('\n', Read(root, excerpt.Path).Split('\n').Where(line => excerpt.Lines.IsMatch(line))))))
                .ToDictionary(source => source.Item1, source => Digest(source.Item2)),
            StringComparer.Ordinal);
    }

    /// <summary>What changed since a plan was made: paths from the repository's root, none where the plan is fresh.</summary>
    public static IReadOnlyList<string> ChangedSince(Plan plan, string root)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var now = Of(root, plan.Stack);
        return [.. now.Keys.Union(plan.Sources.Keys).Where(path => now.GetValueOrDefault(path) != plan.Sources.GetValueOrDefault(path)).Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Files(string root, string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(root, folder), pattern, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(root, path).Replace('\\', '/'))
            .Where(path => !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal));

    private static string Read(string root, string path) => File.ReadAllText(Path.Combine(root, path)).ReplaceLineEndings("\n");

    // Enough to tell files apart, and short enough to read.
    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];

    [GeneratedRegex(@"\b[A-Z]\w*")]
    private static partial Regex Word();

    [GeneratedRegex("<VersionPrefix>")]
    private static partial Regex Version();

    [GeneratedRegex("\"Pulumi[.\"]")]
    private static partial Regex PulumiPackage();
}

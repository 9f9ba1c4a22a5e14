namespace Vignette.Cli.Deployments.Ingest;

/// <summary>
/// The folders and files that are ingested. What is hidden is left out (its name begins with a dot), and so is the folder that
/// files are moved to. Symbolic links to files are read; those to folders are not followed, so that there are no circles and
/// nothing is found twice.
/// </summary>
internal sealed class SourceFolders
{
    // What must be looked at is said, and nothing is left out that is not hidden here.
    private static readonly EnumerationOptions All = new() { AttributesToSkip = 0, IgnoreInaccessible = false, RecurseSubdirectories = false, ReturnSpecialDirectories = false };

    private readonly string? _target;

    private SourceFolders(IReadOnlyList<string> roots, string? target) => (Roots, _target) = (roots, target);

    /// <summary>Absolute, none within another.</summary>
    public IReadOnlyList<string> Roots { get; }

    /// <param name="target">Where files are moved to, or null.</param>
    /// <exception cref="IOException">One is not there, or files would be moved to where they are.</exception>
    public static SourceFolders Of(IReadOnlyList<string> sources, string? target)
    {
        var roots = new List<string>();
        foreach (var source in sources)
        {
            // A link that somebody names is meant as what it leads to.
            var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(source));
            if (!Directory.Exists(path) && !File.Exists(path))
            {
                throw new IOException($"There is no folder {source}.");
            }

            roots.Add(new DirectoryInfo(path) is { LinkTarget: not null } link && Directory.Exists(path) ? link.ResolveLinkTarget(returnFinalTarget: true)!.FullName : path);
        }

        var full = target is null ? null : Path.TrimEndingDirectorySeparator(Path.GetFullPath(target));
        return roots.Find(root => root == full) is { } same
            ? throw new IOException($"{same} is ingested: files cannot be moved there. Name another folder.")
            : new SourceFolders([.. roots.Distinct().Where(root => !roots.Any(other => IsBelow(root, other)))], full);
    }

    /// <summary>All files, in no particular order.</summary>
    public IEnumerable<FoundEntry> Walk() => Roots.SelectMany(root => Directory.Exists(root) ? Walk(root, root) : [new FoundEntry(new SourceFile(root, Path.GetFileName(root), IsLink(root)))]);

    /// <summary>All files in a folder below a root, and in those below it.</summary>
    public IEnumerable<FoundEntry> Walk(string root, string folder)
    {
        var folders = new Stack<string>([folder]);
        while (folders.TryPop(out var next))
        {
            using var entries = Entries(next, out var trouble);
            while (trouble is null && Next(entries!, ref trouble) is { } entry)
            {
                if (!IsLeftOut(entry.FullName))
                {
                    var isLink = entry.LinkTarget is not null;
                    if (entry is not DirectoryInfo)
                    {
                        yield return new FoundEntry(new SourceFile(entry.FullName, Path.GetRelativePath(root, entry.FullName), isLink));
                    }
                    else if (!isLink)
                    {
                        folders.Push(entry.FullName);
                    }
                }
            }

            if (trouble is not null)
            {
                yield return new FoundEntry(new SourceFile(next, Path.GetRelativePath(root, next), IsLink: false), trouble);
            }
        }
    }

    /// <summary>The file at a path, or those in the folder there; nothing where that is left out, or gone.</summary>
    public IEnumerable<FoundEntry> Find(string path)
    {
        if (Roots.FirstOrDefault(root => root == path || IsBelow(path, root)) is not { } root)
        {
            return [];
        }

        var relative = Path.GetRelativePath(root, path);
        for (var folder = path; folder.Length > root.Length; folder = Path.GetDirectoryName(folder)!)
        {
            if (IsLeftOut(folder) || (folder != path && IsLink(folder)))
            {
                return [];
            }
        }

        return !Directory.Exists(path) ? [new FoundEntry(new SourceFile(path, root == path ? Path.GetFileName(root) : relative, IsLink(path)))]
            : root == path || !IsLink(path) ? Walk(root, path)
            : [];
    }

    public static bool IsBelow(string path, string folder) => path.Length > folder.Length && path.StartsWith(folder, StringComparison.Ordinal) && (path[folder.Length] == Path.DirectorySeparatorChar || Path.EndsInDirectorySeparator(folder));

    private bool IsLeftOut(string path) => Path.GetFileName(path).StartsWith('.') || path == _target;

    private static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;

    private static IEnumerator<FileSystemInfo>? Entries(string folder, out string? trouble)
    {
        try
        {
            trouble = null;
            return new DirectoryInfo(folder).EnumerateFileSystemInfos("*", All).GetEnumerator();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            trouble = fault.Message;
            return null;
        }
    }

    private static FileSystemInfo? Next(IEnumerator<FileSystemInfo> entries, ref string? trouble)
    {
        try
        {
            return entries.MoveNext() ? entries.Current : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            trouble = fault.Message;
            return null;
        }
    }
}
